/// Who explains whom: `yields-to` between rules, spread over `depends-on` between subjects.
package struct YieldGraph: Sendable {
    private let yieldsTo: [String: [String]]
    private let dependsOn: [Subject: [Subject]]

    package init(rules: [Rule], subjects: [WatchedSubject]) {
        yieldsTo = Dictionary(rules.map { ($0.id, $0.yieldsTo) }, uniquingKeysWith: { first, _ in first })
        dependsOn = Dictionary(
            subjects.map { ($0.subject, $0.dependsOn) }, uniquingKeysWith: { first, _ in first })
    }

    /// Alarms that may explain `key`, nearest subject first, then nearest rule.
    ///
    /// What explains an explainer explains as well: a link that is down explains the slow ingest even while
    /// the gateway between them cannot be judged.
    package func explainers(of key: AlarmKey, among alarms: [AlarmKey: Int]) -> [Int] {
        let rules = Self.reach(from: key.rule, yieldsTo)
        return reach(of: key.subject).filter { mayExplain($0, key.subject) }.flatMap { subject in
            rules.compactMap { rule in alarms[AlarmKey(rule: rule, subject: subject)] }
        }.filter { alarms[key] != $0 }
    }

    /// A probe that is lost explains the silence of its own subjects only: without a camera's probe the output that
    /// shows the camera is measured as well as before, and its faults are real.
    package func mayExplain(_ cause: Subject, _ subject: Subject) -> Bool {
        cause.family != "probe" || cause == subject || (dependsOn[subject] ?? []).contains(cause)
    }

    /// The subject itself and all it depends on, nearest first.
    package func reach(of subject: Subject) -> [Subject] { [subject] + Self.reach(from: subject, dependsOn) }

    /// Breadth first, without the start; a cycle ends where it meets itself.
    private static func reach<Node: Hashable>(from start: Node, _ edges: [Node: [Node]]) -> [Node] {
        var found: [Node] = []
        var seen: Set<Node> = [start]
        var frontier = [start]
        while !frontier.isEmpty {
            frontier = frontier.flatMap { edges[$0] ?? [] }.filter { seen.insert($0).inserted }
            found += frontier
        }
        return found
    }

    /// The order in which alarms are explained: every explainer before what it explains.
    ///
    /// The profile's lint refuses cycles. Should one come through, its alarms follow in the order of their
    /// keys, and `explainers` loses those that would come later: of two that explain each other one is the
    /// root, never none.
    package static func order(_ explainers: inout [[Int]]) -> [Int] {
        var open = explainers.map(\.count)
        var explained: [[Int]] = Array(repeating: [], count: explainers.count)
        for (alarm, causes) in explainers.enumerated() {
            for cause in causes { explained[cause].append(alarm) }
        }
        var order: [Int] = []
        var done = Array(repeating: false, count: explainers.count)
        var ready = open.indices.filter { open[$0] == 0 }
        while order.count < explainers.count {
            let next = ready.popLast() ?? done.firstIndex(of: false) ?? 0
            guard !done[next] else { continue }
            done[next] = true
            order.append(next)
            for alarm in explained[next] {
                open[alarm] -= 1
                if open[alarm] == 0 { ready.append(alarm) }
            }
        }
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        for alarm in explainers.indices {
            explainers[alarm].removeAll { (places[$0] ?? 0) > (places[alarm] ?? 0) }
        }
        return order
    }
}

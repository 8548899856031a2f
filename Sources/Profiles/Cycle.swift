import StudioModel

/// Finds circles in “depends on” and “yields to”.
enum Cycle {
    /// Which rule yields to which.
    static func yields(_ rules: [Rule]) -> [String: [String]] {
        Dictionary(rules.map { ($0.id, $0.yieldsTo) }) { first, _ in first }
    }

    /// One circle for each group of names that lead back to themselves, beginning at its smallest name: `[a, b, a]`.
    static func all(in edges: [String: [String]]) -> [[String]] {
        var done: Set<String> = []
        var cycles: [[String]] = []
        for start in edges.keys.sorted() where !done.contains(start) {
            guard let cycle = path(from: start, in: edges, done: &done) else { continue }
            cycles.append(cycle)
        }
        return cycles
    }

    /// Walks depth first with a list of its own: a profile with ten thousand rules in a row must not overflow the
    /// stack.
    private static func path(from start: String, in edges: [String: [String]], done: inout Set<String>)
        -> [String]?
    {
        var trail: [(name: String, next: [String])] = [(start, (edges[start] ?? []).sorted())]
        var onTrail: Set<String> = [start]
        while let top = trail.indices.last {
            guard let next = trail[top].next.popLast() else {
                onTrail.remove(trail[top].name)
                done.insert(trail[top].name)
                trail.removeLast()
                continue
            }
            if onTrail.contains(next) {
                let names = trail.map(\.name)
                done.formUnion(names)
                return rotated(Array(names[(names.firstIndex(of: next) ?? 0)...]))
            }
            guard !done.contains(next) else { continue }
            onTrail.insert(next)
            trail.append((next, (edges[next] ?? []).sorted()))
        }
        return nil
    }

    private static func rotated(_ names: [String]) -> [String] {
        guard let smallest = names.min(), let at = names.firstIndex(of: smallest) else { return names }
        return Array(names[at...] + names[..<at]) + [smallest]
    }

    /// The circle as a complaint.
    static func problem(_ cycle: [String], what: String, at place: Place) -> ProfileError.Problem {
        let circle = cycle.joined(separator: " → ")
        return ProfileError.Problem(
            code: .cycle, place: place,
            sentence: .init("\(what) runs in a circle: \(circle)", "\(what) 成环：\(circle)"),
            advice: .init("remove one of these", "去掉其中一个"))
    }
}

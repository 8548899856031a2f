import StudioModel

/// One cause, one finding: what another finding explains is skipped and names it, so that the verdict counts causes.
extension Checklist {
    func explained(_ judged: [Judged]) -> [Finding] {
        var result = judged.map(\.finding)
        yield(&result, judged.map(\.instead))
        fold(&result, judged.map(\.instead))
        return result
    }

    /// What a rule yields to explains it: a fault of any cause that the subject depends on; something unknown only on
    /// the subject itself, for what is not known of one thing says nothing of another.
    private func yield(_ result: inout [Finding], _ instead: [Outcome?]) {
        let early = Set(studio.rules.filter(\.waitsForRehearsal).map(\.id))
        var places: [AlarmKey: Int] = [:]
        for (place, finding) in result.enumerated() {
            guard let subject = finding.subject else { continue }
            places[AlarmKey(rule: finding.id, subject: subject)] = place
        }
        var explainers = result.map { finding in
            finding.subject.map {
                graph.explainers(of: AlarmKey(rule: finding.id, subject: $0), among: places)
            } ?? []
        }
        var told: Set<Int> = []
        for place in YieldGraph.order(&explainers) where result[place].verdict.weight > 1 {
            // Causes come before what they explain: one that is explained itself is skipped by now.
            let fault = explainers[place].first { result[$0].verdict == .fail || result[$0].verdict == .warn }
            // What waits for the encoder waits on every subject behind it.
            let gap = explainers[place].first {
                result[$0].verdict == .unknown
                    && (result[$0].subject == result[place].subject || early.contains(result[$0].id))
            }
            guard let root = fault ?? (result[place].verdict == .unknown ? gap : nil),
                let subject = result[root].subject
            else { continue }
            // What the probe said in place of a value often says more than the cause itself.
            if subject == result[place].subject, let why = instead[place]?.reason, !why.isEmpty,
                !told.contains(root), !result[root].reason.en.contains(why)
            {
                result[root].reason = Reasons.detailed(result[root].reason, why)
            }
            told.insert(root)
            skip(&result[place], for: result[root], Reasons.because(result[root].title, subject))
        }
    }

    /// One missing thing leaves many measures of a subject without a value, each with the same words of the probe: the
    /// gravest of them stands for all.
    private func fold(_ result: inout [Finding], _ instead: [Outcome?]) {
        struct Gap: Hashable {
            let subject: Subject
            let outcome: Outcome
        }
        var gaps: [Gap: [Int]] = [:]
        for (place, finding) in result.enumerated() where finding.verdict == .unknown {
            guard let subject = finding.subject, let outcome = instead[place] else { continue }
            gaps[Gap(subject: subject, outcome: outcome), default: []].append(place)
        }
        for (gap, places) in gaps where places.count > 1 {
            let root = places.max { left, right in
                let severities = (severity(of: result[left].id), severity(of: result[right].id))
                return severities.0 != severities.1 ? severities.0 < severities.1 : left > right
            }
            guard let root else { continue }
            let reason = Reasons.sameReason(result[root].title, gap.subject)
            for place in places where place != root { skip(&result[place], for: result[root], reason) }
        }
    }

    private func skip(_ finding: inout Finding, for root: Finding, _ reason: LocalizedText) {
        finding.verdict = .skipped
        finding.advice = nil
        finding.reason = reason
        finding.because = root.address
    }

    func severity(of rule: String) -> Severity { severities[rule] ?? .notice }
}

import StudioModel

extension Checklist {
    /// A measured number has changed when it differs by more than a tenth: levels and rates never repeat
    /// exactly.
    static let change = 0.1

    /// What the profile has more or less than at the last good show: known before anything is measured.
    package func profileChanges(since previous: CheckSummary) -> [LocalizedText] {
        let before = Set(previous.findings.compactMap(\.subject)).filter { $0.family != "probe" }
        let now = Set(studio.subjects.map(\.subject)).filter { $0.family != "probe" }
        // A subject without a rule has no findings, so its absence then says nothing.
        let judged = now.filter { subject in studio.rules.contains { $0.check && $0.family == subject.family }
        }
        let added = judged.subtracting(before).sorted().map {
            LocalizedText(en: "\($0) is new in the profile", zh: "配置中新增 \($0)")
        }
        let gone = before.subtracting(now).sorted().map {
            LocalizedText(en: "\($0) is no longer in the profile", zh: "配置中已没有 \($0)")
        }
        return added + gone
    }

    /// What a finding was at the last good show, as a person reads it; `nil` when it has not changed.
    package static func was(_ finding: Finding) -> LocalizedText? {
        guard let before = finding.before else { return nil }
        if case .text(let word) = before, let verdict = Verdict(rawValue: word) {
            return LocalizedText(en: "was \(verdict.title.en)", zh: "上次为“\(verdict.title.zh)”")
        }
        let text = Quantity(value: before, unit: finding.unit ?? "").text
        return LocalizedText(en: "was \(text.en)", zh: "上次为 \(text.zh)")
    }

    /// What differs from the last good show comes first, the worst of it foremost; the rest keeps its order.
    static func changedFirst(_ findings: [Finding], since previous: CheckSummary?) -> [Finding] {
        guard let previous else { return findings }
        let known = Dictionary(
            previous.findings.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
        var changed: [Finding] = []
        var same: [Finding] = []
        for var finding in findings {
            if let before = known[finding.address], let value = difference(from: before, to: finding) {
                finding.before = value
                changed.append(finding)
            } else {
                same.append(finding)
            }
        }
        let order = changed.indices.sorted {
            let weights = (changed[$0].verdict.weight, changed[$1].verdict.weight)
            return weights.0 != weights.1 ? weights.0 > weights.1 : $0 < $1
        }
        return order.map { changed[$0] } + same
    }

    /// What it was then; `nil` when it is the same. A verdict stands for a value that was not measured.
    private static func difference(from before: Finding, to now: Finding) -> Value? {
        if before.group == .readiness { return nil }
        if let then = before.value, let today = now.value, isOther(then, today) { return then }
        return before.verdict == now.verdict ? nil : .text(before.verdict.rawValue)
    }

    private static func isOther(_ then: Value, _ today: Value) -> Bool {
        guard case (.number(let then), .number(let today)) = (then, today) else { return then != today }
        return abs(today - then) > change * max(abs(then), abs(today))
    }
}

import StudioModel

/// The sentences of a review: drafts from facts, for people to correct. The cause of a fault is what its root alarm
/// says; that one thing followed another is never said to be its cause.
enum Narrative {
    static func factors(_ input: ReviewInput, _ names: Names) -> [LocalizedText] {
        let explained = input.record.incidents.filter { !$0.explained.isEmpty }.map { incident in
            let alarms = incident.explained.map(names.title(of:))
            return LocalizedText(
                en: "#\(incident.number) \(incident.title.en) also set off: "
                    + Wording.list(alarms.map(\.en), .english),
                zh: "#\(incident.number) \(incident.title.zh) 还引起：" + Wording.list(alarms.map(\.zh), .chinese)
            )
        }
        return explained + repeated(input.record.incidents, names) + carried(input, names)
    }

    /// The same root twice is a cause that was not removed.
    private static func repeated(_ incidents: [Incident], _ names: Names) -> [LocalizedText] {
        let roots = Dictionary(grouping: incidents.filter { $0.root != nil }, by: \.root)
        return roots.values.filter { $0.count > 1 }.sorted { $0[0].number < $1[0].number }.map { group in
            let title = group[0].title
            let numbers = group.map { "#\($0.number)" }
            return LocalizedText(
                en: "\(title.en) came back: " + Wording.list(numbers, .english),
                zh: "\(title.zh) 反复出现：" + Wording.list(numbers, .chinese))
        }
    }

    /// What the show went on air with.
    private static func carried(_ input: ReviewInput, _ names: Names) -> [LocalizedText] {
        let waived = input.record.waivers.sorted { $0.key < $1.key }.map { address, waiver in
            let why = waiver.reason.map { ": \($0)" } ?? ""
            return LocalizedText(
                en: "Waived, not passed: \(address), by \(waiver.by)\(why)",
                zh: "带病放行（非通过）：\(address)，\(waiver.by)\(why)")
        }
        let failing = checkBeforeAir(input)?.findings.filter { $0.verdict == .fail && $0.waiver == nil } ?? []
        return waived
            + failing.map { finding in
                LocalizedText(
                    en: "Went on air although the check had failed: \(finding.title.en)",
                    zh: "检查未通过即开播：\(finding.title.zh)")
            }
    }

    static func checkBeforeAir(_ input: ReviewInput) -> CheckSummary? {
        let air = input.record.onAir(until: input.record.endedAt ?? input.now).spans.first
        return input.record.checks.last { check in air.map { check.at <= $0.from } ?? true }?.summary
    }

    static func resolution(_ input: ReviewInput, _ names: Names) -> [LocalizedText] {
        input.record.incidents.map { incident in
            guard let resolved = incident.secondsToResolve else {
                return LocalizedText(
                    en: "#\(incident.number) \(incident.title.en): still open.",
                    zh: "#\(incident.number) \(incident.title.zh)：仍未解决。")
            }
            let time = Wording.duration(resolved)
            let done = incident.steps.filter { $0.doneAt != nil }
            let by = incident.resolvedBy ?? ""
            let steps =
                done.isEmpty
                ? LocalizedText(en: "", zh: "")
                : LocalizedText(
                    en: ": " + done.map(\.text.en).joined(separator: "; "),
                    zh: "：" + done.map(\.text.zh).joined(separator: "；"))
            return LocalizedText(
                en: "#\(incident.number) \(incident.title.en): resolved after \(time.en) (\(by))\(steps.en)",
                zh: "#\(incident.number) \(incident.title.zh)：\(time.zh)后解决（\(by)）\(steps.zh)")
        }
    }

    static func messaging(_ input: ReviewInput, _ impact: Impact) -> LocalizedText {
        guard impact.onAirSeconds > 0 else {
            return LocalizedText(en: "The show did not go on air.", zh: "本场未开播。")
        }
        let air = Wording.duration(impact.onAirSeconds)
        let lost = impact.offAirSeconds + impact.slateSeconds
        guard lost > 0 else {
            return LocalizedText(
                en: "Last night's show was on air for \(air.en). Viewers saw no interruption.",
                zh: "本场播出 \(air.zh)，观众端无中断。")
        }
        let time = Wording.duration(lost)
        let worst = input.record.incidents.max { $0.severity < $1.severity }
        return LocalizedText(
            en:
                "Last night's show was on air for \(air.en). For \(time.en) in all, viewers could not see or hear it"
                + (worst.map { "; the main cause was: \($0.title.en)" } ?? "")
                + ". What we change before the next show is listed under action items.",
            zh: "本场播出 \(air.zh)，观众端共中断 \(time.zh)" + (worst.map { "，主要原因：\($0.title.zh)" } ?? "")
                + "。下一场前的改进见“下一场怎么改”。")
    }

    static func notMeasured(
        _ input: ReviewInput, _ impact: Impact, _ quality: [SubjectQuality], _ names: Names
    ) -> [LocalizedText] {
        var lines: [LocalizedText] = []
        if impact.notMeasuredSeconds >= 1 {
            let time = Wording.duration(impact.notMeasuredSeconds)
            lines.append(
                LocalizedText(
                    en: "For \(time.en) on air nothing was measured; what happened then is not known.",
                    zh: "播出中有 \(time.zh)没有任何测量，期间情况未知。"))
        }
        for subject in quality where subject.metrics.isEmpty && subject.unmeasured.isEmpty {
            if input.series.contains(where: { $0.subject == subject.subject }) { continue }
            lines.append(
                LocalizedText(
                    en: "\(subject.title.en): in the profile, but never measured.",
                    zh: "\(subject.title.zh)：档案中有，但从未测量。"))
        }
        for subject in quality {
            for item in subject.unmeasured {
                let share = Int((item.share * 100).rounded(.up))
                let title = MetricCatalogue.named(item.metric).title
                let part = LocalizedText(
                    en: "\(subject.title.en), \(title.en): no value in \(share) % of readings",
                    zh: "\(subject.title.zh)、\(title.zh)：\(share)% 的读数无值")
                let kinds = ["absent": "不存在", "unsupported": "不支持", "denied": "无权限", "failed": "测量失败"]
                let kind = LocalizedText(en: item.kind, zh: kinds[item.kind] ?? item.kind)
                lines.append(
                    LocalizedText(
                        en: "\(part.en) (\(kind.en): \(item.reason))",
                        zh: "\(part.zh)（\(kind.zh)：\(item.reason)）"))
            }
        }
        return lines
    }
}

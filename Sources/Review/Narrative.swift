import Checklist
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
        let returned = roots.values.filter { $0.count > 1 }.sorted { $0[0].number < $1[0].number }.map {
            group in
            let title = group[0].title
            let numbers = group.map { "#\($0.number)" }
            return LocalizedText(
                en: "\(title.en) came back: " + Wording.list(numbers, .english),
                zh: "\(title.zh) 反复出现：" + Wording.list(numbers, .chinese))
        }
        return returned
            + incidents.compactMap { incident in
                guard let times = incident.lulls?.count, times > 0 else { return nil }
                return LocalizedText(
                    en: "#\(incident.number) \(incident.title.en) came back before it was closed"
                        + (times > 1 ? ", \(times) times" : ""),
                    zh: "#\(incident.number) \(incident.title.zh) 关闭前再次出现 \(times) 次")
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

    /// Whether the show was on air in the evening or the night before this review is written.
    private static func wasLastNight(_ input: ReviewInput) -> Bool {
        let air = input.record.onAir(until: input.record.endedAt ?? input.now).spans
        guard let from = air.first?.from, let to = air.last?.to else { return false }
        let clock = input.localClock
        let isNight = clock.minute(from) >= "17:00" || clock.minute(from) < "05:00"
        return isNight
            && clock.dayAndMinute(to.advanced(by: -6 * 3600)).prefix(10)
                < clock.dayAndMinute(input.now.advanced(by: -6 * 3600)).prefix(10)
            && input.now.seconds(since: to) < 24 * 3600
    }

    static func messaging(_ input: ReviewInput, _ impact: Impact) -> LocalizedText {
        guard impact.onAirSeconds > 0 else {
            return LocalizedText(en: "The show did not go on air.", zh: "本场未开播。")
        }
        let air = Wording.duration(impact.onAirSeconds)
        let lost = impact.offAirSeconds + impact.slateSeconds
        let which = wasLastNight(input) ? "Last night's show" : "The show"
        guard lost > 0 else {
            return LocalizedText(
                en: "\(which) was on air for \(air.en). Viewers saw no interruption.",
                zh: "本场播出 \(air.zh)，观众端无中断。")
        }
        let time = Wording.duration(lost)
        let worst = input.record.incidents.max { $0.severity < $1.severity }
        return LocalizedText(
            en:
                "\(which) was on air for \(air.en). For \(time.en) in all, viewers could not see or hear it"
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
        return lines + quality.flatMap { missing(of: $0, input) }
    }

    /// What of a subject had no value, one line a reason: twelve figures that miss for one cause are one thing to mend.
    private static func missing(of subject: SubjectQuality, _ input: ReviewInput) -> [LocalizedText] {
        struct Cause: Hashable {
            let kind: String
            let reason: String
        }
        let kinds = ["absent": "不存在", "unsupported": "不支持", "denied": "无权限", "failed": "测量失败"]
        let causes = Dictionary(grouping: subject.unmeasured) { Cause(kind: $0.kind, reason: $0.reason) }
        return causes.sorted { ($0.value[0].metric, $0.key.reason) < ($1.value[0].metric, $1.key.reason) }.map
        {
            cause, items in
            let names = items.map { input.name(of: $0.metric) }
            let shares = items.map { Int(($0.share * 100).rounded(.up)) }
            let (least, most) = (shares.min() ?? 0, shares.max() ?? 0)
            let share = least == most ? "\(most)" : "\(least)–\(most)"
            return LocalizedText(
                en:
                    "\(subject.title.en): no \(Wording.list(names.map(\.en), .english)) in \(share) % of readings "
                    + "(\(cause.kind): \(cause.reason))",
                zh: "\(subject.title.zh)：\(Wording.list(names.map(\.zh), .chinese))，\(share)% 的读数无值"
                    + "（\(kinds[cause.kind] ?? cause.kind)：\(ProbeWords.chinese(cause.reason))）")
        }
    }
}

import StudioModel

/// The three questions: 做得好, 有问题, 下一场怎么改.
extension Narrative {
    /// An alarm within three seconds of the fault, and a person on it within thirty, is what the playbooks count on.
    private static let promptDetection = 3.0
    private static let promptAcknowledgement = 30.0

    static func wentWell(
        _ input: ReviewInput, _ impact: Impact, _ response: Response, _ quality: [SubjectQuality]
    ) -> [LocalizedText] {
        var lines: [LocalizedText] = []
        func add(_ condition: Bool, _ en: String, _ zh: String) {
            if condition { lines.append(LocalizedText(en: en, zh: zh)) }
        }
        let air = Wording.duration(impact.onAirSeconds)
        // Nothing is praised that was not measured.
        let measured = impact.onAirSeconds > 0 && impact.notMeasuredSeconds < 1
        add(
            measured && impact.offAirSeconds == 0 && impact.slateSeconds == 0,
            "Not a second off air in \(air.en)", "播出 \(air.zh)，无一秒停播")
        add(measured && input.record.incidents.isEmpty, "No incident", "全程无事件")
        if let detect = response.detect, detect.longest <= promptDetection {
            let time = Wording.duration(detect.longest)
            add(true, "Every fault was named within \(time.en)", "每个故障都在 \(time.zh)内被指出")
        }
        let taken = response.acknowledge.map { $0.count == input.record.incidents.count } ?? false
        if taken, let acknowledge = response.acknowledge, acknowledge.longest <= promptAcknowledgement {
            let time = Wording.duration(acknowledge.longest)
            add(true, "Every incident was taken within \(time.en)", "每起事件都在 \(time.zh)内有人接手")
        }
        let steps = response.adherence
        add(
            steps.total > 0 && steps.onTime == steps.total,
            "All \(steps.total) playbook steps were done in time", "预案 \(steps.total) 个步骤全部按时完成")
        let sound = quality.filter {
            // The studio is praised, not the machinery that watches it.
            !$0.subject.isOwn && $0.subject.family != "host" && $0.incidents.isEmpty && $0.unmeasured.isEmpty
                && !$0.metrics.isEmpty
        }
        add(
            !input.record.incidents.isEmpty && !sound.isEmpty,
            "Without a fault as far as measured: " + Wording.list(sound.map(\.title.en), .english),
            "测量期间无故障：" + Wording.list(sound.map(\.title.zh), .chinese))
        add(
            !input.record.incidents.isEmpty && input.record.openIncidents.isEmpty,
            "Every incident was resolved", "所有事件均已解决")
        add(checkBeforeAir(input)?.verdict == .pass, "The check before the show passed", "播前检查通过")
        return lines
    }

    static func wentWrong(
        _ input: ReviewInput, _ impact: Impact, _ response: Response, _ names: Names
    ) -> [LocalizedText] {
        let worstFirst = input.record.incidents.sorted { ($1.severity, $0.number) < ($0.severity, $1.number) }
        var lines = worstFirst.map { incident in
            let time = incident.secondsToMitigate.map(Wording.duration)
            let how =
                time.map { LocalizedText(en: "air restored after \($0.en)", zh: "\($0.zh)后恢复") }
                ?? LocalizedText(en: "not restored", zh: "未恢复")
            return LocalizedText(
                en: "\(incident.severity.label) #\(incident.number) \(incident.title.en): \(how.en)",
                zh: "\(incident.severity.label) #\(incident.number) \(incident.title.zh)：\(how.zh)")
        }
        let unclaimed = input.record.incidents.filter { $0.acknowledgedAt == nil }.count
        if unclaimed > 0 {
            let count = Wording.incidents(unclaimed)
            lines.append(LocalizedText(en: "Taken by nobody: \(count.en)", zh: "\(count.zh)无人接手"))
        }
        if let words = steps(response.adherence) { lines.append(words) }
        if impact.notMeasuredSeconds >= 1 {
            let time = Wording.duration(impact.notMeasuredSeconds)
            lines.append(LocalizedText(en: "\(time.en) on air were not measured", zh: "播出中有 \(time.zh)未测量"))
        }
        return lines
    }

    /// How the playbooks were followed, where not to the letter: all parts add up to all steps.
    private static func steps(_ count: Adherence) -> LocalizedText? {
        guard count.late + count.open > 0 else { return nil }
        let parts: [(Int, String, String)] = [
            (count.onTime, "in time", "按时"), (count.late, "late", "超时"), (count.open, "not done", "未做"),
            (count.skipped, "skipped", "跳过"), (count.unneeded, "over before they were due", "未到时限即恢复"),
        ]
        let shown = parts.filter { $0.0 > 0 }
        let all = count.total + count.unneeded
        return LocalizedText(
            en: "Playbook steps, \(all) in all: "
                + Wording.list(shown.map { "\($0.0) \($0.1)" }, .english),
            zh: "预案步骤：共 \(all) 个，" + shown.map { "\($0.2) \($0.0) 个" }.joined(separator: "，"))
    }

    /// One line a playbook, however often it was run.
    private static func rehearsals(_ input: ReviewInput) -> [(text: LocalizedText, incident: Incident)] {
        var order: [String] = []
        var runs: [String: [Incident]] = [:]
        for incident in input.record.incidents {
            guard let playbook = incident.playbook else { continue }
            if runs[playbook] == nil { order.append(playbook) }
            runs[playbook, default: []].append(incident)
        }
        return order.compactMap { playbook in
            let all = runs[playbook] ?? []
            let count = all.reduce(Adherence()) { $0 + $1.adherence }
            let missed = count.late + count.open
            guard missed > 0, let first = all.first(where: { $0.adherence.late + $0.adherence.open > 0 })
            else {
                return nil
            }
            let text = LocalizedText(
                en: "Rehearse playbook \(playbook): \(missed) of \(count.total) steps late or not done",
                zh: "演练预案 \(playbook)：\(count.total) 个步骤中 \(missed) 个超时或未做")
            return (text, first)
        }
    }

    static func actions(_ input: ReviewInput, _ impact: Impact, _ names: Names) -> [ReviewReport.ActionItem] {
        var seen = Set<String>()
        var items: [ReviewReport.ActionItem] = []
        func add(_ text: LocalizedText, owner: String, incident: Int? = nil) {
            if seen.insert(text.en).inserted {
                items.append(ReviewReport.ActionItem(text: text, owner: owner, incident: incident))
            }
        }
        let technician = holder(of: "technician", input.studio)
        func owner(of incident: Incident) -> String {
            incident.steps.first.flatMap { $0.person ?? holder(of: $0.owner, input.studio) } ?? technician
        }
        for incident in input.record.incidents.sorted(by: {
            ($1.severity, $0.number) < ($0.severity, $1.number)
        }) {
            add(
                LocalizedText(
                    en: "\(incident.title.en): \(incident.advice.en)",
                    zh: "\(incident.title.zh)：\(incident.advice.zh)"),
                owner: owner(of: incident), incident: incident.number)
        }
        for (text, incident) in rehearsals(input) {
            add(text, owner: owner(of: incident), incident: incident.number)
        }
        if input.record.incidents.contains(where: { $0.acknowledgedAt == nil }) {
            add(
                LocalizedText(en: "Agree who takes incidents, and how they are told", zh: "明确谁接手事件、如何通知"),
                owner: technician)
        }
        if impact.notMeasuredSeconds >= 1 {
            add(
                LocalizedText(en: "Keep the watch running for the whole show", zh: "整场保持监看运行"),
                owner: technician)
        }
        for address in input.record.waivers.keys.sorted() {
            add(
                LocalizedText(en: "Settle what was waived: \(address)", zh: "处理放行项：\(address)"),
                owner: technician)
        }
        return items
    }

    /// Who holds a role tonight; the role itself when nobody does.
    private static func holder(of role: String, _ studio: Studio?) -> String {
        studio?.people.first { $0.roles.contains(role) }?.name ?? role
    }
}

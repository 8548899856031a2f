import Checklist
import StudioModel

/// The course of the show, one line an event.
enum Timeline {
    /// More alarm lines than anybody reads; the journal keeps them all.
    static let mostAlarms = 300

    static func lines(
        _ record: ShowRecord, _ names: Names, _ clock: LocalClock
    ) -> [ReviewReport.TimelineLine] {
        let all =
            course(record, names) + record.incidents.flatMap { lines($0, names, clock) }
            + record.transitions.compactMap { line($0, names) }.prefix(mostAlarms)
        return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
            \.element)
    }

    private static func course(_ record: ShowRecord, _ names: Names) -> [ReviewReport.TimelineLine] {
        var lines: [ReviewReport.TimelineLine] = []
        func add(_ at: WallTime, _ kind: ReviewReport.TimelineLine.Kind, _ en: String, _ zh: String) {
            lines.append(ReviewReport.TimelineLine(at: at, kind: kind, text: LocalizedText(en: en, zh: zh)))
        }
        if let start = record.startedAt { add(start, .phase, "Show started", "本场建立") }
        for change in record.phases {
            let output = change.output.map(names.title(of:))
            add(
                change.at, .phase,
                "\(output.map { "\($0.en): " } ?? "")\(change.phase.title.en) (\(change.by))",
                "\(output.map { "\($0.zh)：" } ?? "")\(change.phase.title.zh)（\(change.by)）")
        }
        for watch in record.watches {
            add(watch.startedAt, .watch, "Watching began", "开始监看")
            if let stop = watch.stoppedAt {
                add(
                    stop, .watch, "Watching ended: \(watch.reason ?? "")",
                    "监看结束：\(ProbeWords.chinese(watch.reason ?? ""))")
            }
        }
        for check in record.checks {
            add(
                check.at, .check, "Check: \(check.summary.verdict.title.en)",
                "检查：\(check.summary.verdict.title.zh)")
        }
        for signature in record.signatures {
            let item = names.title(ofItem: signature.item)
            add(
                signature.at, .signature, "\(signature.by) signed: \(item.en)",
                "\(signature.by) 签字：\(item.zh)")
        }
        return lines
    }

    private static func lines(
        _ incident: Incident, _ names: Names, _ clock: LocalClock
    ) -> [ReviewReport.TimelineLine] {
        var lines: [ReviewReport.TimelineLine] = []
        func add(_ at: WallTime?, _ kind: ReviewReport.TimelineLine.Kind, _ en: String, _ zh: String) {
            guard let at else { return }
            lines.append(
                ReviewReport.TimelineLine(
                    at: at, kind: kind, text: LocalizedText(en: en, zh: zh), incident: incident.number,
                    severity: incident.severity))
        }
        add(incident.detectedAt, .incident, "Incident: \(incident.title.en)", "事件：\(incident.title.zh)")
        let taker = incident.acknowledgedBy ?? ""
        add(incident.acknowledgedAt, .incident, "Taken by \(taker)", "\(taker) 接手")
        for step in incident.steps {
            let person = step.doneBy ?? ""
            add(
                step.doneAt, .step, "Step done by \(person): \(step.text.en)",
                "\(person) 完成步骤：\(step.text.zh)")
            for escalation in step.escalations ?? [] {
                add(
                    escalation.at, .step, "Overdue, put to \(escalation.to): \(step.text.en)",
                    "步骤超时，升级给 \(escalation.to)：\(step.text.zh)")
            }
        }
        for note in incident.notes {
            let (en, zh) = (NoteWording.text(note, .english, clock), NoteWording.text(note, .chinese, clock))
            add(note.at, .note, "\(note.by): \(en)", "\(note.by)：\(zh)")
        }
        for lull in incident.lulls ?? [] {
            add(lull.from, .incident, "Air restored", "播出恢复")
            add(lull.to, .incident, "It came back: \(incident.title.en)", "再次出现：\(incident.title.zh)")
        }
        add(incident.mitigatedAt, .incident, "Air restored", "播出恢复")
        let closer = incident.resolvedBy ?? ""
        add(incident.resolvedAt, .incident, "Resolved (\(closer))", "已解决（\(closer)）")
        return lines
    }

    private static func line(
        _ recorded: ShowRecord.RecordedTransition, _ names: Names
    ) -> ReviewReport.TimelineLine? {
        let transition = recorded.transition
        let words: [Transition.Event: (String, String)] = [
            .raised: ("Alarm", "告警"), .inhibited: ("Alarm, explained by another", "告警（由他因引起）"),
            .cleared: ("Alarm cleared", "告警解除"), .noData: ("No data", "无数据"),
            .flapping: ("Alarm flaps", "告警反复"),
        ]
        guard let (en, zh) = words[transition.event] else { return nil }
        let name = names.title(of: transition.key)
        let value = transition.event == .cleared ? LocalizedText(en: "", zh: "") : measured(transition)
        return ReviewReport.TimelineLine(
            at: recorded.at, kind: .alarm,
            text: LocalizedText(en: "\(en): \(name.en)\(value.en)", zh: "\(zh)：\(name.zh)\(value.zh)"))
    }

    /// The number that crossed its limit. Of a state, the alarm's name says it already.
    private static func measured(_ transition: Transition) -> LocalizedText {
        guard let number = transition.value?.number else { return LocalizedText(en: "", zh: "") }
        let value = Value.plain((number * 1000).rounded() / 1000)
        let limit = transition.limit ?? ""
        return LocalizedText(
            en: ", \(value)" + (limit.isEmpty ? "" : ", limit \(limit)"),
            zh: "，\(value)" + (limit.isEmpty ? "" : "，限值 \(limit)"))
    }
}

extension Verdict {
    var title: LocalizedText {
        switch self {
        case .pass: LocalizedText(en: "pass", zh: "通过")
        case .warn: LocalizedText(en: "warnings", zh: "有警告")
        case .fail: LocalizedText(en: "failed", zh: "未通过")
        case .unknown: LocalizedText(en: "not all measured", zh: "未全部测量")
        case .skipped: LocalizedText(en: "skipped", zh: "已跳过")
        }
    }
}

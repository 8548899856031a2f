import Checklist
import Review
import StudioModel

/// Incidents as people read them.
enum IncidentText {
    static func list(_ incidents: [Incident], all: Bool, _ language: Language) -> String {
        guard let first = incidents.first else {
            if all { return language == .chinese ? "没有事件。" : "There were no incidents." }
            return language == .chinese ? "没有未关闭的事件。" : "No incident is open."
        }
        return ShownText.block(incidents.map { line($0, language) } + [zone(first.detectedAt, language)])
    }

    /// `1  S2  open  20:14:03  Lavalier: muted  (microphone.muted)`.
    static func line(_ incident: Incident, _ language: Language) -> String {
        var parts = ["\(incident.number)", head(incident, language), incident.title[language]]
        if let root = incident.root { parts.append("(\(root.rule))") }
        if let end = incident.resolvedAt {
            parts.append(Phrase.duration(end.seconds(since: incident.detectedAt)))
        }
        return parts.joined(separator: "  ")
    }

    /// `S2  open  20:14:03`.
    static func head(_ incident: Incident, _ language: Language) -> String {
        [incident.severity.label, state(incident.state, language), clock(incident.detectedAt)]
            .joined(separator: "  ")
    }

    static func whole(_ incident: Incident, _ language: Language) -> String {
        let chinese = language == .chinese
        var lines = [line(incident, language)]
        if incident.isOpen { lines.append("  → \(incident.advice[language])") }
        if let evidence = incident.evidence {
            lines.append((chinese ? "  证据：" : "  evidence: ") + ProbeWords.say(evidence, language))
        }
        for item in incident.attachments ?? [] { lines.append("  " + attachment(item, language)) }
        if !incident.explained.isEmpty {
            lines.append(
                (chinese ? "  由此引起：" : "  explains: ")
                    + incident.explained.map(\.description).joined(separator: ", "))
        }
        if let by = incident.acknowledgedBy, let at = incident.acknowledgedAt {
            lines.append((chinese ? "  接手：" : "  taken by ") + "\(by) \(clock(at))")
        }
        for lull in incident.lulls ?? [] {
            let times = "\(clock(lull.from)) – \(clock(lull.to))"
            lines.append(chinese ? "  曾恢复：\(times)，又再次出现" : "  restored \(times), then came back")
        }
        for (index, step) in incident.steps.enumerated() {
            lines.append("  " + self.step(step, number: index + 1, language))
        }
        for note in incident.notes { lines.append("  • " + self.note(note, language)) }
        if let by = incident.resolvedBy, let at = incident.resolvedAt {
            lines.append((chinese ? "  关闭：" : "  closed by ") + "\(by) \(clock(at))")
        }
        return ShownText.block(lines + [zone(incident.detectedAt, language)])
    }

    /// A kept file with its place in the state folder and the start of its hash, or why there is none.
    private static func attachment(_ item: EvidenceItem, _ language: Language) -> String {
        let chinese = language == .chinese
        let word = chinese ? "证据文件：" : "kept: "
        let note = item.note.map { chinese ? "（\(ProbeWords.chinese($0))）" : " (\($0))" } ?? ""
        guard let file = item.file else {
            return word + item.kind + (chinese ? "，未取得" : ", not to be had") + note
        }
        return "\(word)evidence/\(file), \(item.bytes) B, sha256 \(item.sha256.prefix(12))…\(note)"
    }

    private static func step(_ step: Incident.StepRun, number: Int, _ language: Language) -> String {
        let chinese = language == .chinese
        func beside(_ text: String) -> String { chinese ? "（\(text)）" : " (\(text))" }
        var owner = step.person.map { $0 + beside(step.owner) } ?? step.owner
        for escalation in step.escalations ?? [] { owner += " → \(escalation.to) \(clock(escalation.at))" }
        let mark = step.doneAt != nil ? "✓" : step.skipped != nil ? "–" : "○"
        var outcome = (chinese ? "截止 " : "due ") + clock(step.dueAt)
        if let reason = step.skipped {
            outcome = (chinese ? "跳过：" : "skipped: ") + reason + (step.doneBy.map(beside) ?? "")
        }
        if let done = step.doneAt { outcome = "\(step.doneBy ?? "") \(clock(done))" }
        return "\(mark) \(number). \(step.text[language])  [\(owner)\(chinese ? "，" : ", ")\(outcome)]"
    }

    private static func note(_ note: Incident.Note, _ language: Language) -> String {
        let text = NoteWording.text(note, language, LocalClock.system(at: note.at))
        return "\(clock(note.at)) \(note.by)\(language == .chinese ? "：" : ": ")\(text)"
    }

    static func state(_ state: Incident.State, _ language: Language) -> String {
        switch state {
        case .open: language == .chinese ? "未处理" : "open"
        case .acknowledged: language == .chinese ? "处理中" : "taken"
        case .mitigated: language == .chinese ? "已恢复" : "restored"
        case .resolved: language == .chinese ? "已关闭" : "closed"
        }
    }

    /// The time of day on the studio's wall.
    static func clock(_ wall: WallTime) -> String { LocalClock.system(at: wall).second(wall) }

    /// `2026-03-08 20:00 (UTC+8)`, for what may lie on another day.
    static func day(_ wall: WallTime) -> String {
        let clock = LocalClock.system(at: wall)
        return "\(clock.dayAndMinute(wall)) (\(clock.name))"
    }

    /// Whose clock the times are of, said once below them.
    static func zone(_ wall: WallTime, _ language: Language) -> String {
        let name = LocalClock.system(at: wall).name
        return language == .chinese ? "（时间：\(name)）" : "(times in \(name))"
    }
}

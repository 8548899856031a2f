import Monitor
import StudioModel

/// The whole screen as lines of text: pure, so that a test can look at it.
struct ScreenText {
    let state: LiveState
    let studio: Studio
    let language: Language
    let columns: Int
    let rows: Int
    let isColoured: Bool
    /// What the last key did, or what it asks.
    var message: String?

    var lines: [String] {
        var lines = [header, ""]
        // Where the screen is short, what is open must be on it.
        lines += state.incidents.isEmpty ? subjects + [""] + incidents : incidents + [""] + subjects
        let body = Array(lines.prefix(max(1, rows - 2)))
        let filling = Array(repeating: "", count: max(0, rows - 2 - body.count))
        return body + filling + [notice, footer]
    }

    private var header: String {
        let phase = state.phase.show
        let mark = phase.isOnAir ? " ● \(phase.title[language]) " : " \(phase.title[language]) "
        let left = mark + " \(studio.title[language])  \(state.show)"
        let clock = IncidentText.clock(state.wall) + " "
        let line = DisplayWidth.fit(left, max(1, columns - clock.count)) + clock
        return (phase.isOnAir ? Colour.red : Colour.blue).paint(
            Colour.inverse.paint(line, isColoured), isColoured)
    }

    private var subjects: [String] {
        var lines: [String] = []
        let shown = studio.subjects.filter {
            !$0.subject.isOwn || state.health(of: $0.subject) > .well
        }
        for watched in shown {
            let line = SubjectLine(watched: watched, state: state, language: language)
            lines.append(" \(mark(state.health(of: watched.subject))) " + line.text(columns - 4))
        }
        return lines
    }

    /// Shape and colour both tell: red and green look alike to one man in twelve.
    private func mark(_ health: LiveState.Health) -> String {
        switch health {
        case .well: Colour.green.paint("●", isColoured)
        case .warn: Colour.yellow.paint("▲", isColoured)
        case .fail: Colour.red.paint("✖", isColoured)
        case .unknown: Colour.yellow.paint("?", isColoured)
        case .idle: Colour.grey.paint("·", isColoured)
        }
    }

    private var incidents: [String] {
        guard !state.incidents.isEmpty else {
            if state.phase.show == .setup || state.phase.show == .end {
                return [
                    " "
                        + Colour.grey.paint(
                            say("Nothing is judged yet: r rehearses, l goes live.", "尚未开始判断：按 r 彩排，按 l 开播。"),
                            isColoured)
                ]
            }
            return [" " + Colour.grey.paint(say("No incident is open.", "没有未关闭的事件。"), isColoured)]
        }
        var lines: [String] = []
        for (row, incident) in state.incidents.enumerated() {
            // The key that takes it stands before it: the rows have keys, for there may be more than nine incidents.
            let key = row < 9 ? "[\(row + 1)] " : "    "
            let line = DisplayWidth.fit(key + IncidentText.line(incident, language), columns - 2)
            let colour: Colour =
                incident.state == .mitigated ? .grey : incident.severity >= .degraded ? .red : .yellow
            lines.append(" " + colour.paint(line, isColoured))
            if incident.state == .open || incident.state == .acknowledged {
                lines.append("     " + DisplayWidth.fit("→ " + incident.advice[language], columns - 6))
            }
        }
        if let (incident, number, step) = state.nextStep {
            let left = step.dueAt.seconds(since: state.wall)
            let due =
                left >= 0
                ? say("in ", "剩余 ") + Phrase.duration(left) : say("late by ", "已超时 ") + Phrase.duration(-left)
            let who = step.person ?? step.owner
            let line =
                say("Next: ", "下一步：")
                + "#\(incident.number).\(number) \(who) — \(step.text[language])"
                + say(" (\(due))", "（\(due)）")
            lines += ["", " " + Colour.bold.paint(DisplayWidth.fit(line, columns - 2), isColoured)]
        }
        return lines
    }

    private var notice: String {
        if let trouble = state.journalTrouble {
            return Colour.red.paint(
                DisplayWidth.fit(" " + say("Journal: ", "日志：") + trouble[language], columns), isColoured)
        }
        return DisplayWidth.fit(" " + (message ?? suggestion ?? ""), columns)
    }

    /// What is seen may suggest a phase; only a person sets it.
    private var suggestion: String? {
        let isSending = state.latest.values.contains { $0["uplink.encoder.connected"]?.outcome.value == true }
        switch state.phase.show {
        case .setup, .rehearse:
            return isSending ? say("The encoder is sending: l says you are live.", "推流已开始：按 l 标记为直播。") : nil
        case .live, .break, .slate, .end: return nil
        }
    }

    private var footer: String {
        let keys = say(
            " r rehearse  l live  b break  s slate  e end   1–9 take that row   q quit",
            " r 彩排  l 直播  b 休息  s 垫片  e 结束   1–9 接手该行事件   q 退出")
        let losses = losses
        let line = DisplayWidth.fit(keys, max(1, columns - DisplayWidth.of(losses)))
        return Colour.grey.paint(line, isColoured) + Colour.yellow.paint(losses, isColoured)
    }

    /// What of the readings was not judged, where any was.
    private var losses: String {
        if state.losses.isNone { return "" }
        return say(
            " \(state.lostReadings) readings lost, \(state.lateReadings) late ",
            " 读数丢失 \(state.lostReadings)，迟到 \(state.lateReadings) ")
    }

    private func say(_ english: String, _ chinese: String) -> String {
        language == .chinese ? chinese : english
    }
}

import Monitor
import Review
import StudioModel

/// The whole screen as lines of text: pure, so that a test can look at it.
///
/// Where there is little room, the show's id goes first, then the rules' ids, then figures; what broke, what to do and
/// whose step it is are wrapped, never cut.
struct ScreenText {
    let state: LiveState
    let studio: Studio
    let language: Language
    let columns: Int
    let rows: Int
    let isColoured: Bool
    /// What the last key did.
    var message: String?
    /// What is asked before a key does anything.
    var question: String?

    var lines: [String] {
        let bottom = help + notice + footer
        let room = max(0, rows - 1 - bottom.count)
        let body = Array(([""] + middle(max(0, room - 1))).prefix(room))
        return [header] + body + Array(repeating: "", count: room - body.count) + bottom
    }

    /// The part between the header and the keys.
    private func middle(_ room: Int) -> [String] {
        guard !state.incidents.isEmpty else {
            return subjects(max(1, room - 2)) + ["", " " + Colour.grey.paint(quiet, isColoured)]
        }
        let next = nextStep
        let left = room - (next.isEmpty ? 0 : next.count + 1)
        let all = studio.subjects.filter(isShown).count
        // What is open must be on a short screen; of the subjects the worst.
        let incidents = incidents(left - 1 - min(all, 3))
        let tiles = subjects(left - 1 - incidents.count)
        return incidents + (next.isEmpty ? [] : [""] + next) + [""] + tiles
    }

    private var header: String {
        let phase = state.phase.show
        let title = " \(phase.isOnAir ? "● " : "")\(phase.title[language])  \(studio.title[language])"
        let clock = "\(IncidentText.clock(state.wall)) \(LocalClock.system(at: state.wall).name) "
        let room = max(1, columns - DisplayWidth.of(clock) - 1)
        let whole = title + "  \(state.show)"
        let left = DisplayWidth.of(whole) <= room ? whole : title
        let line = DisplayWidth.fit(left, room) + " " + clock
        return (phase.isOnAir ? Colour.red : Colour.blue).paint(
            Colour.inverse.paint(line, isColoured), isColoured)
    }

    /// A part of OnAir itself is shown only when something is wrong with it.
    private func isShown(_ watched: WatchedSubject) -> Bool {
        !watched.subject.isOwn || state.health(of: watched.subject) > .well
    }

    private func subjects(_ room: Int) -> [String] {
        let shown = studio.subjects.filter(isShown)
        func drawn(_ watched: WatchedSubject) -> [String] {
            let line = SubjectLine(watched: watched, state: state, studio: studio, language: language)
            let mark = mark(state.health(of: watched.subject))
            return line.lines(columns - 4).enumerated().map {
                ($0.offset == 0 ? " \(mark) " : "   ") + $0.element
            }
        }
        let all = shown.map(drawn)
        if all.joined().count <= room { return Array(all.joined()) }
        // The worst first; their order in the profile otherwise.
        let worst = shown.enumerated().sorted {
            let (left, right) = (state.health(of: $0.element.subject), state.health(of: $1.element.subject))
            return left == right ? $0.offset < $1.offset : left > right
        }
        var lines: [String] = []
        var hidden = Set(shown.indices)
        for (index, _) in worst where lines.count + all[index].count < room {
            lines += all[index]
            hidden.remove(index)
        }
        let left = hidden.count
        let bad = shown.enumerated().count {
            hidden.contains($0.offset) && state.health(of: $0.element.subject) == .fail
        }
        let rest =
            say("… and \(left) more", "… 另有 \(left) 项") + (bad > 0 ? say(", \(bad) ✖", "，其中 \(bad) 项 ✖") : "")
        return lines
            + [" " + Colour.grey.paint(DisplayWidth.fit(rest, columns - 2), isColoured)].prefix(
                max(0, room))
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

    /// What is said while no incident is open.
    private var quiet: String {
        switch state.phase.show {
        case .setup:
            say("Nothing is judged yet: r rehearses, l goes live.", "尚未开始判断：按 r 彩排，按 l 开播。")
        case .end:
            say(
                "The show has ended; nothing is judged. l goes live with a new show.",
                "本场已结束，不再判断。按 l 以新的一场开播。")
        case .rehearse, .live, .break, .slate: say("No incident is open.", "没有未关闭的事件。")
        }
    }

    private var notice: [String] {
        if let question {
            return paint(question, .bold)
        }
        if let trouble = state.journalTrouble {
            return paint(say("Journal: ", "日志：") + trouble[language], .red)
        }
        return paint(message ?? suggestion ?? "", nil)
    }

    private func paint(_ text: String, _ colour: Colour?) -> [String] {
        DisplayWidth.wrap(text, columns - 2).prefix(3).map { " " + (colour?.paint($0, isColoured) ?? $0) }
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

    /// The marks that need a word, and what of the readings was not judged.
    private var help: [String] {
        var parts: [String] = []
        if !state.incidents.isEmpty {
            parts = Severity.allCases.map { "\($0.label) \($0.title[language])" }
        }
        if !state.losses.isNone {
            parts.append(
                say(
                    "\(state.lostReadings) readings lost, \(state.lateReadings) late",
                    "读数丢失 \(state.lostReadings)，迟到 \(state.lateReadings)"))
        }
        return parts.isEmpty ? [] : rowsOf(parts)
    }

    private var footer: [String] {
        rowsOf(
            language == .chinese
                ? ["r 彩排", "l 直播", "b 休息", "s 垫片", "e 结束", "1–9 接手", "d 完成步骤", "x 跳过步骤", "q 退出"]
                : [
                    "r rehearse", "l live", "b break", "s slate", "e end", "1–9 take", "d done", "x skip",
                    "q quit",
                ])
    }

    /// Short texts side by side, in as many rows as they need.
    private func rowsOf(_ parts: [String]) -> [String] {
        var rows: [String] = []
        for part in parts {
            if let last = rows.last, DisplayWidth.of(last) + 2 + DisplayWidth.of(part) <= columns {
                rows[rows.count - 1] = last + "  " + part
            } else {
                rows.append(" " + part)
            }
        }
        return rows.map { Colour.grey.paint(DisplayWidth.fit($0, columns), isColoured) }
    }

    func say(_ english: String, _ chinese: String) -> String {
        language == .chinese ? chinese : english
    }
}

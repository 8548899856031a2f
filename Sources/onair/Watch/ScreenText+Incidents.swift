import Monitor
import StudioModel

extension ScreenText {
    /// What is open, in so many rows: of each what broke, then what to do about it as far as there is room.
    func incidents(_ room: Int) -> [String] {
        let heads = state.incidents.enumerated().map { head($0.element, row: $0.offset) }
        var shown = 0
        var used = 0
        for head in heads {
            let needsRest = shown < heads.count - 1
            if shown > 0, used + head.count + (needsRest ? 1 : 0) > room { break }
            used += head.count
            shown += 1
        }
        if shown < heads.count { used += 1 }
        var lines: [String] = []
        for (incident, head) in zip(state.incidents, heads).prefix(shown) {
            lines += head
            let advice = advice(incident)
            guard used + advice.count <= room else { continue }
            used += advice.count
            lines += advice
        }
        let rest = heads.count - shown
        if rest > 0 {
            let words = say(
                "… and \(rest) more: onair incidents", "… 另有 \(rest) 起，见 onair incidents")
            lines.append(" " + Colour.yellow.paint(DisplayWidth.fit(words, columns - 2), isColoured))
        }
        return lines
    }

    /// The key that takes it stands before it: the rows have keys, for there may be more than nine incidents.
    private func head(_ incident: Incident, row: Int) -> [String] {
        let key = row < 9 ? "[\(row + 1)] " : "    "
        let rule = incident.root.map { "  (\($0.rule))" } ?? ""
        let number = "#\(incident.number)  "
        let text = number + IncidentText.head(incident, language) + "  " + incident.title[language]
        let width = columns - 2 - DisplayWidth.of(key)
        let wrapped =
            DisplayWidth.wrap(text + rule, width).count == 1 ? [text + rule] : DisplayWidth.wrap(text, width)
        let colour: Colour =
            incident.state == .mitigated ? .grey : incident.severity >= .degraded ? .red : .yellow
        return wrapped.enumerated().map {
            " " + colour.paint(($0.offset == 0 ? key : "    ") + $0.element, isColoured)
        }
    }

    private func advice(_ incident: Incident) -> [String] {
        guard incident.state == .open || incident.state == .acknowledged else { return [] }
        return DisplayWidth.wrap(incident.advice[language], columns - 8).enumerated().map {
            "     " + ($0.offset == 0 ? "→ " : "  ") + $0.element
        }
    }

    /// What is to be done now, by whom and by when.
    var nextStep: [String] {
        guard let next = state.nextStep else { return [] }
        let left = next.step.dueAt.seconds(since: state.wall)
        let due =
            left >= 0
            ? say("in ", "剩余 ") + Phrase.duration(left) : say("late by ", "已超时 ") + Phrase.duration(-left)
        let who = next.step.escalations?.last?.to ?? next.step.person ?? next.step.owner
        let text =
            say("Next, \(due): ", "下一步（\(due)）：")
            + "#\(next.incident.number).\(next.number) \(who) — \(next.step.text[language])"
        return DisplayWidth.wrap(text, columns - 4).enumerated().map {
            " " + Colour.bold.paint(($0.offset == 0 ? "" : "  ") + $0.element, isColoured)
        }
    }
}

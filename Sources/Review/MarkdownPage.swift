import StudioModel

/// The review as Markdown, for a chat or a ticket.
package enum MarkdownPage {
    package static func render(_ input: ReviewInput, language: Language) -> String {
        MarkdownWriter(report: ReviewReport(input), input: input, language: language).text
    }

    /// What has a meaning in Markdown, or would become HTML, is taken literally; a line break cannot end a line.
    static func escape(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, character in
            switch character {
            case "<": escaped += "&lt;"
            case "&": escaped += "&amp;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", ">": escaped += "\\" + String(character)
            case _ where character.value < 0x20 || character.value == 0x7F: escaped += " "
            default: escaped.unicodeScalars.append(character)
            }
        }
    }
}

private struct MarkdownWriter {
    let report: ReviewReport
    let input: ReviewInput
    let language: Language

    private func say(_ text: LocalizedText) -> String { MarkdownPage.escape(text[language]) }

    var text: String {
        let overview = report.overview
        let clock = input.localClock
        let when = overview.onAirFrom.flatMap { from in
            overview.onAirTo.map { "\(clock.dayAndMinute(from))–\(clock.minute($0)) (\(clock.name))" }
        }
        let parts: [String] = [
            "# \(say(overview.studio)) · \(Phrases.title[language])",
            [when, MarkdownPage.escape(overview.show)].compactMap { $0 }.joined(separator: " · "),
            "**\(say(overview.sentence))**",
            list(Phrases.well, report.wentWell), list(Phrases.wrong, report.wentWrong), actions,
            heading(Phrases.happened)
                + (report.incidents.isEmpty
                    ? say(Phrases.none) : report.incidents.map(incident).joined(separator: "\n\n")),
            list(Phrases.factors, report.contributingFactors), list(Phrases.resolution, report.resolution),
            impact,
            response, list(Phrases.notMeasured, report.notMeasured), responders, timeline,
            heading(Phrases.messaging) + say(report.messaging),
            overview.anchor.map { "\(say(Phrases.anchor)): \(MarkdownPage.escape($0))" } ?? "",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private func heading(_ title: LocalizedText) -> String { "## \(title[language])\n\n" }

    private func list(_ title: LocalizedText, _ lines: [LocalizedText]) -> String {
        heading(title)
            + (lines.isEmpty ? say(Phrases.nothing) : lines.map { "- \(say($0))" }.joined(separator: "\n"))
    }

    private var actions: String {
        heading(Phrases.actions)
            + (report.actionItems.isEmpty
                ? say(Phrases.nothing)
                : report.actionItems.map { "- [ ] \(say($0.text)) — \(MarkdownPage.escape($0.owner))" }
                    .joined(separator: "\n"))
    }

    private func incident(_ reviewed: ReviewReport.ReviewedIncident) -> String {
        let incident = reviewed.incident
        func time(_ seconds: Double?) -> String { seconds.map { Wording.duration($0, language) } ?? "–" }
        let place = reviewed.subject.map(say) ?? say(Phrases.byHand)
        var lines = [
            "### \(incident.severity.label) \\#\(incident.number) \(say(incident.title)) · \(place)",
            "\(input.localClock.second(incident.startedAt)) · "
                + "\(say(Phrases.detect)) \(time(reviewed.detectSeconds)) · "
                + "\(say(Phrases.acknowledge)) \(time(reviewed.acknowledgeSeconds)) · "
                + "\(say(Phrases.mitigate)) \(time(reviewed.mitigateSeconds)) · "
                + "\(say(Phrases.resolve)) \(time(reviewed.resolveSeconds))",
        ]
        if !incident.explained.isEmpty {
            let names = Names(input.studio)
            lines.append(
                "\(say(Phrases.explained)): "
                    + Wording.list(incident.explained.map { say(names.title(of: $0)) }, language))
        }
        lines += reviewed.evidence.map { "- " + MarkdownPage.escape(EvidenceWording.line($0, language)) }
        lines += incident.steps.map { "- [\($0.doneAt == nil ? " " : "x")] \(say($0.text))" }
        lines += incident.notes.map { note in
            let text = NoteWording.text(note, language, input.localClock)
            return "> \(MarkdownPage.escape(note.by)): \(MarkdownPage.escape(text))"
        }
        return lines.joined(separator: "\n\n").replacing("\n\n- [", with: "\n- [")
    }

    private func table(_ headers: [String], _ rows: [[String]]) -> String {
        ([headers, headers.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }

    private var impact: String {
        let impact = report.impact
        let rows: [(LocalizedText, Double)] = [
            (Phrases.onAir, impact.onAirSeconds), (Phrases.offAir, impact.offAirSeconds),
            (Phrases.slate, impact.slateSeconds), (Phrases.degraded, impact.degradedSeconds),
            (Phrases.unmeasured, impact.notMeasuredSeconds), (Phrases.silent, impact.silentSeconds),
            (Phrases.black, impact.blackSeconds), (Phrases.frozen, impact.frozenSeconds),
        ]
        return heading(Phrases.impact)
            + table([" ", " "], rows.map { [say($0.0), Wording.duration($0.1, language)] }) + "\n\n"
            + say(Phrases.accounting)
    }

    private var response: String {
        guard !report.incidents.isEmpty else { return "" }
        let response = report.response
        let spreads: [(LocalizedText, Response.Spread?)] = [
            (Phrases.detect, response.detect), (Phrases.acknowledge, response.acknowledge),
            (Phrases.mitigate, response.mitigate), (Phrases.resolve, response.resolve),
        ]
        var rows = spreads.map { [say($0.0), $0.1.map { Wording.duration($0.mean, language) } ?? "–"] }
        rows.append([say(Phrases.adherence), "\(response.adherence.onTime) / \(response.adherence.total)"])
        return heading(Phrases.response) + table([" ", " "], rows)
    }

    private var responders: String {
        let names = report.responders.map { MarkdownPage.escape($0.name) }
        return heading(Phrases.responders)
            + (names.isEmpty ? say(Phrases.nothing) : Wording.list(names, language))
    }

    private var timeline: String {
        let rows = report.timeline.map { line in
            [
                input.localClock.second(line.at), say(line.text),
                line.incident.map { "\\#\($0)" } ?? "",
            ]
        }
        return heading(Phrases.timeline) + table([input.localClock.name, " ", " "], rows)
    }
}

import Checklist
import StudioModel

extension PageWriter {
    func writeIncidents(_ page: inout Markup) {
        section(&page, Phrases.happened) { section in
            if report.incidents.isEmpty { section.tag("p", ["class": "quiet"], text: say(Phrases.none)) }
            for incident in report.incidents { write(incident, &section) }
        }
    }

    private func write(_ reviewed: ReviewReport.ReviewedIncident, _ section: inout Markup) {
        let incident = reviewed.incident
        section.tag("article", ["class": "card incident \(incident.severity.rawValue)"]) { card in
            card.tag("h3") { title in
                title.tag(
                    "span", ["class": "chip \(incident.severity.rawValue)"],
                    text: "\(incident.severity.label) \(say(incident.severity.title))")
                title.text("#\(incident.number) \(say(incident.title))")
                // The title names the subject; what a person raised has none.
                if reviewed.subject == nil { title.text(" · \(say(Phrases.byHand))") }
            }
            writeFacts(reviewed, &card)
            if let evidence = incident.evidence {
                card.tag(
                    "p", ["class": "small"],
                    text: "\(say(Phrases.evidence)): \(ProbeWords.say(evidence, language))")
            }
            if !incident.explained.isEmpty {
                let names = Names(input.studio)
                let alarms = Wording.list(incident.explained.map { say(names.title(of: $0)) }, language)
                card.tag("p", ["class": "small"], text: "\(say(Phrases.explained)): \(alarms)")
            }
            writeEvidence(reviewed, &card)
            writeSteps(incident, &card)
            for note in incident.notes {
                card.tag(
                    "p", ["class": "small"],
                    text: "\(clock.second(note.at)) \(note.by): \(NoteWording.text(note, language, clock))")
            }
        }
    }

    private func writeFacts(_ reviewed: ReviewReport.ReviewedIncident, _ card: inout Markup) {
        let incident = reviewed.incident
        func time(_ seconds: Double?) -> String { seconds.map { Wording.duration($0, language) } ?? "–" }
        let began = clock.second(incident.startedAt)
        let facts: [(LocalizedText, String)] = [
            (LocalizedText(en: "Began", zh: "开始"), began),
            (LocalizedText(en: "Noticed on air for", zh: "影响播出"), time(reviewed.onAirSeconds)),
            (Phrases.detect, incident.root == nil ? "–" : time(reviewed.detectSeconds)),
            (
                Phrases.acknowledge,
                [time(reviewed.acknowledgeSeconds), incident.acknowledgedBy ?? ""].filter { !$0.isEmpty }
                    .joined(separator: " · ")
            ),
            (Phrases.mitigate, time(reviewed.mitigateSeconds)),
            (Phrases.resolve, time(reviewed.resolveSeconds)),
        ]
        card.tag("dl", ["class": "facts"]) { list in
            for (title, value) in facts {
                list.tag("div") { fact in
                    fact.tag("dt", text: say(title))
                    fact.tag("dd", text: value)
                }
            }
        }
    }

    private func writeSteps(_ incident: Incident, _ card: inout Markup) {
        guard !incident.steps.isEmpty else { return }
        let names = Names(input.studio)
        card.tag("div", ["class": "wide"]) { wide in
            wide.tag("table") { table in
                table.tag("tr") { row in
                    let playbook = incident.playbook.map { " \($0)" } ?? ""
                    row.tag("th", text: (language == .chinese ? "预案步骤" : "Playbook step") + playbook)
                    row.tag("th", text: language == .chinese ? "责任人" : "Owner")
                    row.tag("th", text: language == .chinese ? "结果" : "Outcome")
                }
                for step in incident.steps {
                    let (style, outcome) = outcome(of: step, in: incident)
                    table.tag("tr") { row in
                        row.tag("td", text: say(step.text))
                        row.tag("td", text: owner(of: step, names))
                        row.tag("td", ["class": style], text: outcome)
                    }
                }
            }
        }
    }

    private func owner(of step: Incident.StepRun, _ names: Names) -> String {
        let role = say(names.title(ofRole: step.owner))
        return step.person.map { "\($0) (\(role))" } ?? role
    }

    /// The class and the words of what became of a step.
    private func outcome(of step: Incident.StepRun, in incident: Incident) -> (String, String) {
        let chinese = language == .chinese
        let due = Wording.duration(step.dueAt.seconds(since: incident.detectedAt), language)
        if let done = step.doneAt {
            let after = Wording.duration(done.seconds(since: incident.detectedAt), language)
            let by = step.doneBy.map { " (\($0))" } ?? ""
            if done <= step.dueAt {
                return ("done", chinese ? "\(after)完成，限 \(due)\(by)" : "done after \(after), due \(due)\(by)")
            }
            return (
                "late", chinese ? "超时：\(after)完成，限 \(due)\(by)" : "late: done after \(after), due \(due)\(by)"
            )
        }
        if let reason = step.skipped { return ("quiet", chinese ? "跳过：\(reason)" : "skipped: \(reason)") }
        if let end = incident.resolvedAt, end < step.dueAt {
            return ("quiet", chinese ? "未到时限即恢复" : "over before it was due, after \(due)")
        }
        return ("late", chinese ? "未做，限 \(due)" : "not done, due \(due)")
    }
}

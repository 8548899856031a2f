/// What to do when something fails.
package struct Playbook: Hashable, Codable, Sendable {
    /// `P1` … `P15`, or a studio's own.
    package var id: String
    package var title: LocalizedText
    /// Whether a person raises it by hand (a button), and it needs no rule.
    package var manual: Bool
    /// The incident class it belongs to: picture, sound, light, network, encoder, power, platform, people, content.
    package var category: String
    package var severity: Severity
    package var steps: [Step]

    package init(
        id: String, title: LocalizedText, manual: Bool = false, category: String, severity: Severity,
        steps: [Step]
    ) {
        self.id = id
        self.title = title
        self.manual = manual
        self.category = category
        self.severity = severity
        self.steps = steps
    }

    /// One line: what, whose, and within how many seconds of the incident's opening.
    package struct Step: Hashable, Codable, Sendable {
        package var text: LocalizedText
        package var owner: String
        package var due: Double

        package init(text: LocalizedText, owner: String, due: Double) {
            self.text = text
            self.owner = owner
            self.due = due
        }
    }
}

/// One planned moment of the show.
package struct Cue: Hashable, Codable, Sendable {
    package var id: String
    package var at: DueTime
    package var title: LocalizedText
    package var owner: String
    package var source: String

    package init(id: String, at: DueTime, title: LocalizedText, owner: String, source: String = "") {
        self.id = id
        self.at = at
        self.title = title
        self.owner = owner
        self.source = source
    }
}

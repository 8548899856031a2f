/// What people handle: opened by a root alarm or by hand, closed by a person or by the alarm's clearing.
package struct Incident: Hashable, Codable, Sendable {
    package enum State: String, Codable, Sendable {
        case open
        case acknowledged
        /// Air is restored; the cause may still be there.
        case mitigated
        case resolved
    }

    /// A ULID: sorts by time of opening. People may write its number in the show instead.
    package var id: String
    /// Counted from 1 within the show.
    package var number: Int
    package var show: String
    package var state: State
    package var severity: Severity
    package var category: String
    package var title: LocalizedText
    package var advice: LocalizedText
    /// `nil` when a person raised it.
    package var root: AlarmKey?
    /// The alarms that the root explains, kept as evidence.
    package var explained: [AlarmKey]
    package var startedAt: WallTime
    package var detectedAt: WallTime
    package var acknowledgedAt: WallTime?
    package var acknowledgedBy: String?
    package var mitigatedAt: WallTime?
    /// When air was restored for a while, before the fault returned; optional, because incidents were journalled before
    /// there were any.
    package var lulls: [WallSpan]?
    package var resolvedAt: WallTime?
    package var resolvedBy: String?
    package var playbook: String?
    package var steps: [StepRun]
    package var notes: [Note]
    /// The value and limit the root alarm crossed, as text.
    package var evidence: String?
    /// Files kept as evidence. Optional, because incidents were journalled before there were any.
    package var attachments: [EvidenceItem]?

    package init(
        id: String, number: Int, show: String, severity: Severity, category: String, title: LocalizedText,
        advice: LocalizedText, root: AlarmKey?, startedAt: WallTime, detectedAt: WallTime,
        playbook: String? = nil,
        steps: [StepRun] = [], evidence: String? = nil
    ) {
        self.id = id
        self.number = number
        self.show = show
        self.state = .open
        self.severity = severity
        self.category = category
        self.title = title
        self.advice = advice
        self.root = root
        self.explained = []
        self.startedAt = startedAt
        self.detectedAt = detectedAt
        self.playbook = playbook
        self.steps = steps
        self.notes = []
        self.evidence = evidence
    }

    /// A playbook's step as it is run: who should, by when, and what came of it.
    package struct StepRun: Hashable, Codable, Sendable {
        package var text: LocalizedText
        package var owner: String
        /// Who holds the role tonight.
        package var person: String?
        package var dueAt: WallTime
        package var doneAt: WallTime?
        package var doneBy: String?
        package var skipped: String?
        /// Who was named after its holder, in order; optional, as `attachments` is.
        package var escalations: [Escalation]?

        package init(text: LocalizedText, owner: String, person: String?, dueAt: WallTime) {
            self.text = text
            self.owner = owner
            self.person = person
            self.dueAt = dueAt
        }
    }

    /// An overdue step was put to the next person.
    package struct Escalation: Hashable, Codable, Sendable {
        package var at: WallTime
        package var to: String

        package init(at: WallTime, to: String) {
            self.at = at
            self.to = to
        }
    }

    package struct Note: Hashable, Codable, Sendable {
        package var at: WallTime
        package var by: String
        package var text: String

        package init(at: WallTime, by: String, text: String) {
            self.at = at
            self.by = by
            self.text = text
        }
    }

    package var isOpen: Bool { state != .resolved }
}

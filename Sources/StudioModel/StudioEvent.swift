/// Everything the journal remembers about a show, as facts in order. Incidents and the show's state are folded
/// from these; nothing is ever changed in place.
package enum StudioEvent: Hashable, Codable, Sendable {
    case showStarted(show: String, studio: String)
    case phaseChanged(phase: Phase, output: Subject?, by: String)
    case watchStarted(process: Int32, boot: String)
    case watchStopped(reason: String)
    /// How the monotonic clock of this boot maps to wall time.
    case clockMapped(boot: String, monotonic: Instant, wall: WallTime)
    case transition(Transition)
    case incidentOpened(Incident)
    /// An alarm that the incident's root explains joined it.
    case alarmJoined(incident: String, alarm: AlarmKey)
    /// A root that came later took the incident over.
    case rerooted(incident: String, root: AlarmKey, title: LocalizedText, advice: LocalizedText)
    case acknowledged(incident: String, by: String)
    case stepDone(incident: String, step: Int, by: String)
    case stepSkipped(incident: String, step: Int, by: String, reason: String)
    /// A step was overdue: the next person was named.
    case escalated(incident: String, step: Int, to: String)
    case noted(incident: String, by: String, text: String)
    case mitigated(incident: String)
    /// The fault returned before anybody had closed the incident.
    case reopened(incident: String)
    case resolved(incident: String, by: String)
    /// A file that shows what was so when the incident began.
    case evidence(incident: String, item: EvidenceItem)
    /// A person silenced an alarm until then; without a time, ended its silence.
    case silenced(alarm: AlarmKey, until: WallTime?, by: String, reason: String)
    /// What the alarm engine was told beside readings: with them, a watch can be judged again exactly.
    case judging(Judging)
    /// Events that could not be written when they happened, since `since`, were written now; each bears its own time.
    case caughtUp(events: Int, since: WallTime)
    case signed(Signature)
    case waived(address: String, waiver: Waiver)
    case checked(CheckSummary)

    /// The incident it belongs to, where it belongs to one.
    package var incident: String? {
        switch self {
        case .incidentOpened(let incident): incident.id
        case .alarmJoined(let id, _), .rerooted(let id, _, _, _), .acknowledged(let id, _),
            .stepDone(let id, _, _), .stepSkipped(let id, _, _, _), .escalated(let id, _, _),
            .noted(let id, _, _), .mitigated(let id), .reopened(let id), .resolved(let id, _),
            .evidence(let id, _):
            id
        default: nil
        }
    }
}

/// One row of the journal as it is read back.
package struct JournalEntry: Hashable, Codable, Sendable {
    /// Counted from 1 over the whole journal.
    package var sequence: Int64
    package var at: WallTime
    package var event: StudioEvent

    package init(sequence: Int64, at: WallTime, event: StudioEvent) {
        self.sequence = sequence
        self.at = at
        self.event = event
    }
}

/// The outcome of one `onair check`, kept for "what changed since the last good show".
package struct CheckSummary: Hashable, Codable, Sendable {
    package var verdict: Verdict
    package var findings: [Finding]

    package init(verdict: Verdict, findings: [Finding]) {
        self.verdict = verdict
        self.findings = findings
    }
}

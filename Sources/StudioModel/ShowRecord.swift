/// The state of a show: what its events add up to. The desk works on it, and the review is written from it.
///
/// Folding is pure and total: the same entries always give the same record, and an event that does not fit changes
/// nothing.
package struct ShowRecord: Hashable, Sendable {
    /// `nil` before a show was started.
    package var show: String?
    package var studio = ""
    package var startedAt: WallTime?
    package var endedAt: WallTime?
    /// The phase now, of the show and of each output with its own.
    package var phase = PhaseReport()
    package var phases: [PhaseChange] = []
    package var watches: [Watch] = []
    /// In the order of opening.
    package var incidents: [Incident] = []
    package var transitions: [RecordedTransition] = []
    /// Every signature, the newest last.
    package var signatures: [Signature] = []
    /// The newest waiver of each address.
    package var waivers: [String: Waiver] = [:]
    package var checks: [RecordedCheck] = []
    /// Alarms that were silenced, until when: those of the past too.
    package var silences: [AlarmKey: Silencing] = [:]
    /// The root alarms that stand now.
    package var standing = StandingAlarms()
    package var clock = ClockMap()
    /// The last entry taken in: fold on with what comes after it.
    package var lastSequence: Int64 = 0
    package var lastAt: WallTime?

    package init() {}

    /// Lets go of what only a report reads, so that a long show costs no more memory than a short one.
    package mutating func forgetHistory() {
        transitions.removeAll(keepingCapacity: true)
        checks.removeAll(keepingCapacity: true)
    }

    package init(folding entries: some Sequence<JournalEntry>) {
        for entry in entries { apply(entry) }
    }

    /// The phase of the show, or of one output, from a moment on.
    package struct PhaseChange: Hashable, Codable, Sendable {
        package var at: WallTime
        package var phase: Phase
        package var output: Subject?
        package var by: String
    }

    /// One run of `watch`.
    package struct Watch: Hashable, Codable, Sendable {
        package var process: Int32
        package var boot: String
        package var startedAt: WallTime
        /// `nil` while it runs, and for ever when it was killed.
        package var stoppedAt: WallTime?
        package var reason: String?
        /// The last thing this watch is known to have done: when it was killed, it died after this.
        package var lastSeenAt: WallTime
    }

    /// A transition with its wall times.
    package struct RecordedTransition: Hashable, Codable, Sendable {
        package var at: WallTime
        /// When the condition began to hold.
        package var since: WallTime
        package var transition: Transition
    }

    /// A check and when it ended.
    package struct RecordedCheck: Hashable, Codable, Sendable {
        package var at: WallTime
        package var summary: CheckSummary
    }
}

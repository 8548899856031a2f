/// What an alarm engine was told beside readings, and when on its own clock.
package struct Judging: Hashable, Codable, Sendable {
    package enum Input: Hashable, Codable, Sendable {
        /// Judging began, with rules and subjects that have this fingerprint.
        case started(rules: String)
        case phase(PhaseReport)
        /// Without `until`, the silence ended.
        case silence(alarm: AlarmKey, until: Instant?)
    }

    /// The engine had judged up to here when it was told.
    package var at: Instant
    package var input: Input

    package init(at: Instant, input: Input) {
        self.at = at
        self.input = input
    }
}

/// A silence that a person set on an alarm.
package struct Silencing: Hashable, Codable, Sendable {
    package var alarm: AlarmKey
    package var until: WallTime
    package var by: String
    package var reason: String

    package init(alarm: AlarmKey, until: WallTime, by: String, reason: String) {
        self.alarm = alarm
        self.until = until
        self.by = by
        self.reason = reason
    }
}

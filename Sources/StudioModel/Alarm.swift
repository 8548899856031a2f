/// Which alarm: a rule on a subject.
package struct AlarmKey: Hashable, Codable, Sendable, Comparable, CustomStringConvertible {
    package var rule: String
    package var subject: Subject

    package init(rule: String, subject: Subject) {
        self.rule = rule
        self.subject = subject
    }

    package static func < (left: AlarmKey, right: AlarmKey) -> Bool {
        (left.subject, left.rule) < (right.subject, right.rule)
    }

    package var description: String { "\(rule) @ \(subject)" }
}

/// How bad an alarm is: its rule's `warn` or `fail` level.
package enum AlarmLevel: String, Codable, Sendable, Comparable {
    case warn
    case fail

    package static func < (left: AlarmLevel, right: AlarmLevel) -> Bool { left == .warn && right == .fail }
}

/// Where an alarm stands.
package enum AlarmState: String, Codable, CaseIterable, Sendable {
    case ok
    case pending
    case firing
    case clearing
    case noData = "no-data"
    case inhibited
    case silenced
    case flapping
}

/// One change of an alarm: what the engine puts out, and what `watch --json` prints.
package struct Transition: Hashable, Codable, Sendable {
    package enum Event: String, Codable, CaseIterable, Sendable {
        /// A root alarm began to fire.
        case raised
        /// It fires at another level now.
        case changed
        /// It fires, but another alarm explains it.
        case inhibited
        /// A root that came later explains an alarm that was raised before it.
        case rerooted
        /// It is inside its limits again for its clear time.
        case cleared
        /// Its readings stopped.
        case noData = "no-data"
        /// Too many raises and clears; one alarm stands until it is quiet.
        case flapping
        /// A person silenced it, or its silence ended.
        case silenced
    }

    package var event: Event
    package var rule: String
    package var subject: Subject
    package var state: AlarmState
    package var level: AlarmLevel
    package var at: Instant
    /// When the condition began to hold: the estimate of the fault's start.
    package var since: Instant
    package var metric: Metric?
    package var value: Value?
    /// The limit that was crossed, written out and resolved, as in `< 0.98`.
    package var limit: String?
    /// The alarms that explain this one, nearest root first.
    package var because: [AlarmKey]
    /// Why there is no value, when that is what is judged.
    package var reason: String?

    package init(
        event: Event, rule: String, subject: Subject, state: AlarmState, level: AlarmLevel = .fail,
        at: Instant,
        since: Instant, metric: Metric? = nil, value: Value? = nil, limit: String? = nil,
        because: [AlarmKey] = [], reason: String? = nil
    ) {
        self.event = event
        self.rule = rule
        self.subject = subject
        self.state = state
        self.level = level
        self.at = at
        self.since = since
        self.metric = metric
        self.value = value
        self.limit = limit
        self.because = because
        self.reason = reason
    }

    package var key: AlarmKey { AlarmKey(rule: rule, subject: subject) }
}

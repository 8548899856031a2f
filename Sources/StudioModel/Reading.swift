/// One result of one measure: when, of what, which metric, and what came of it.
package struct Reading: Hashable, Codable, Sendable {
    package var at: Instant
    package var subject: Subject
    package var metric: Metric
    package var outcome: Outcome

    package init(at: Instant, subject: Subject, metric: Metric, outcome: Outcome) {
        self.at = at
        self.subject = subject
        self.metric = metric
        self.outcome = outcome
    }
}

extension Reading: Comparable {
    /// The order inside one step of the engine: by time, then subject, then metric, so that the order of arrival
    /// cannot change an alarm.
    package static func < (left: Reading, right: Reading) -> Bool {
        if left.at != right.at { return left.at < right.at }
        if left.subject != right.subject { return left.subject < right.subject }
        return left.metric < right.metric
    }
}

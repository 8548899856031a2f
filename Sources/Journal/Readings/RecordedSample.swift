import StudioModel

/// One reading of a series, without the names that the series has in common.
package struct RecordedSample: Hashable, Sendable {
    package var at: Instant
    package var outcome: Outcome

    package init(at: Instant, outcome: Outcome) {
        self.at = at
        self.outcome = outcome
    }
}

/// One metric of one subject.
package struct SeriesKey: Hashable, Comparable, Sendable {
    package var subject: Subject
    package var metric: Metric

    package init(_ subject: Subject, _ metric: Metric) {
        self.subject = subject
        self.metric = metric
    }

    package static func < (left: SeriesKey, right: SeriesKey) -> Bool {
        (left.subject, left.metric) < (right.subject, right.metric)
    }
}

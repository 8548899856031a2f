import StudioModel

/// One reading of a series, without the names that the series has in common.
package struct RecordedSample: Hashable, Sendable {
    package var at: Instant
    package var outcome: Outcome
    /// How many steps after its own it was judged, because it came late; 0 for one that came in time.
    package var stepsLate: Int

    package init(at: Instant, outcome: Outcome, stepsLate: Int = 0) {
        self.at = at
        self.outcome = outcome
        self.stepsLate = stepsLate
    }
}

/// A reading and how many steps after its own it was judged.
package struct JudgedReading: Hashable, Sendable {
    package var reading: Reading
    package var stepsLate: Int

    package init(_ reading: Reading, stepsLate: Int = 0) {
        self.reading = reading
        self.stepsLate = stepsLate
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

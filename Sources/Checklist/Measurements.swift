import StudioModel

/// What a check has collected: of every metric the newest outcome, its samples, and how long it was measured.
package struct Measurements: Sendable {
    /// One metric of one subject.
    package struct Series: Sendable {
        /// More samples than this of one metric push the oldest out.
        static let largest = 4096

        package internal(set) var outcome: Outcome
        package internal(set) var at: Instant
        package internal(set) var samples: [Sample] = []
        /// The age of a result that is not of this run.
        package internal(set) var ageSeconds: Double?
        /// Said by a test of its own: what a probe reads beside it does not count.
        var isSettled = false
    }

    private var series: [Subject: [Metric: Series]] = [:]
    private var spans: [Subject: ClosedRange<Instant>] = [:]

    package init(_ readings: [Reading] = []) {
        for reading in readings.sorted() { take(reading) }
    }

    /// Takes a reading of this run. It replaces a result of an earlier one.
    package mutating func take(_ reading: Reading) {
        extend(reading.subject, to: reading.at)
        var known = series[reading.subject]?[reading.metric]
        if known == nil || known?.ageSeconds != nil {
            known = Series(outcome: reading.outcome, at: reading.at)
        }
        guard var known, !known.isSettled else { return }
        if reading.at >= known.at {
            known.outcome = reading.outcome
            known.at = reading.at
        }
        if let value = reading.outcome.value {
            let place = (known.samples.lastIndex { $0.at <= reading.at } ?? -1) + 1
            known.samples.insert(Sample(at: reading.at, value: value), at: place)
            if known.samples.count > Series.largest { known.samples.removeFirst() }
        } else if reading.at >= known.at {
            // What was measured before a gap is not mixed with what comes after it.
            known.samples = []
        }
        series[reading.subject, default: [:]][reading.metric] = known
    }

    /// Puts in what a test of its own has found: it stands, whatever is read before and after.
    package mutating func settle(_ reading: Reading) {
        var settled = Series(outcome: reading.outcome, at: reading.at, isSettled: true)
        if let value = reading.outcome.value { settled.samples = [Sample(at: reading.at, value: value)] }
        series[reading.subject, default: [:]][reading.metric] = settled
    }

    /// Measuring a subject went on until then, though nothing more came of it: a state that was sent once has
    /// held.
    package mutating func extend(_ subject: Subject, to instant: Instant) {
        guard let span = spans[subject] else {
            spans[subject] = instant...instant
            return
        }
        spans[subject] = min(span.lowerBound, instant)...max(span.upperBound, instant)
    }

    /// Puts in a result of an earlier active run that cannot be repeated now. This run's own readings come
    /// first.
    package mutating func recall(_ subject: Subject, _ metric: Metric, _ outcome: Outcome, ageSeconds: Double)
    {
        if let known = series[subject]?[metric], known.ageSeconds == nil, known.outcome.value != nil {
            return
        }
        let at = Instant(nanoseconds: 0)
        var recalled = Series(outcome: outcome, at: at, ageSeconds: max(0, ageSeconds))
        if let value = outcome.value { recalled.samples = [Sample(at: at, value: value)] }
        series[subject, default: [:]][metric] = recalled
    }

    package subscript(_ subject: Subject, _ metric: Metric) -> Series? { series[subject]?[metric] }

    /// When measuring of the subject began and ended; `nil` when nothing came of it.
    package func span(_ subject: Subject) -> ClosedRange<Instant>? { spans[subject] }

    /// Seconds for which the subject was measured.
    package func seconds(_ subject: Subject) -> Double {
        spans[subject].map { $0.upperBound.seconds(since: $0.lowerBound) } ?? 0
    }
}

import StudioModel

/// Brings readings into the form in which they are kept: times in whole milliseconds, numbers as exact as anybody
/// reads or judges them. What is judged in this form, too, can be judged again exactly from what was kept, at no cost
/// in space: sixteen digits of a level's noise would be most of the file.
package struct KeptForm: Sendable {
    private let precision: @Sendable (Metric) -> Precision
    private var known: [Metric: Precision] = [:]

    package init(precision: @escaping @Sendable (Metric) -> Precision = Precision.standard(for:)) {
        self.precision = precision
    }

    /// The reading as it is kept; one that is in that form already stays as it is.
    package mutating func form(_ reading: Reading) -> Reading {
        var kept = reading
        kept.at = Self.form(reading.at)
        if case .value(.number(let number)) = reading.outcome {
            kept.outcome = .number(precision(of: reading.metric).rounded(number))
        }
        return kept
    }

    /// Cut, never rounded up: the engine's steps begin at whole 100 ms, so every reading stays in its step.
    static func form(_ instant: Instant) -> Instant {
        Instant(nanoseconds: instant.nanoseconds / 1_000_000 * 1_000_000)
    }

    private mutating func precision(of metric: Metric) -> Precision {
        if let precision = known[metric] { return precision }
        let precision = precision(metric)
        known[metric] = precision
        return precision
    }
}

import StudioModel

/// A CUSUM on one value a second: finds a lasting shift of a level that is small against its spread.
///
/// The sum grows by how far each value lies from the baseline, in standard deviations, less the slack k, and
/// never falls below zero; above the decision interval h there is a drift. k and h fix the mean time between
/// false alarms: for independent Gaussian values once a second k = 1, h = 5.61 gives about 100 h, and k =
/// 0.5, h = 4 gives 335 s (a shift of one sigma is then found after 8.38 s). Real signals are not
/// independent: median and MAD make the baseline, and one value counts for at most 6 MAD.
package struct DriftDetector: Sendable {
    /// A normal level's middle and spread.
    package struct Baseline: Hashable, Sendable {
        package var median: Double
        /// Median of the absolute deviations from the median.
        package var mad: Double

        package init(median: Double, mad: Double) {
            self.median = median
            self.mad = mad
        }
    }

    /// For Gaussian values, sigma is 1.4826 MAD.
    static let sigmaPerMAD = 1.4826
    /// In MAD: what one wild value may count.
    static let clip = 6.0

    package let drift: Rule.Drift
    package private(set) var baseline: Baseline?
    /// The sums for upward and downward shifts, in sigma.
    package private(set) var up = 0.0
    package private(set) var down = 0.0
    /// Whether a drift stands: from a sum above h until both are back at zero.
    package private(set) var isDrifting = false
    private var known: Double?
    private var learned: [Double] = []

    /// `known` is a median from the profile's baseline; with a spread beside it nothing is learned.
    package init(_ drift: Rule.Drift, median known: Double? = nil, mad: Double? = nil) {
        self.drift = drift
        self.known = known
        if let known, let mad { baseline = Self.floored(Baseline(median: known, mad: mad)) }
    }

    /// Takes the value of one second.
    package mutating func take(_ value: Double) {
        guard let baseline else { return learn(value) }
        let deviation = min(max(value - baseline.median, -Self.clip * baseline.mad), Self.clip * baseline.mad)
        let sigmas = deviation / (Self.sigmaPerMAD * baseline.mad)
        // Twice the decision is enough: a long drift must not take as long to be over as it lasted.
        let top = 2 * drift.decision
        if drift.direction != .down { up = min(top, max(0, up + sigmas - drift.slack)) }
        if drift.direction != .up { down = min(top, max(0, down - sigmas - drift.slack)) }
        if up > drift.decision || down > drift.decision { isDrifting = true }
        if up == 0, down == 0 { isDrifting = false }
    }

    /// Forgets the sums, as on leaving the phase; the baseline stays.
    package mutating func restart() {
        up = 0
        down = 0
        isDrifting = false
    }

    /// Seconds of samples still needed for the baseline; 0 when it is there.
    package var secondsToLearn: Double { baseline == nil ? max(0, drift.learn - Double(learned.count)) : 0 }

    private mutating func learn(_ value: Double) {
        learned.append(value)
        guard Double(learned.count) >= max(1, min(drift.learn, 3600)) else { return }
        let median = known ?? Self.median(learned)
        baseline = Self.floored(Baseline(median: median, mad: Self.median(learned.map { abs($0 - median) })))
        learned = []
    }

    /// A level that never moved while it was learned would alarm at the least change: the spread is at least
    /// half a percent of the level.
    private static func floored(_ baseline: Baseline) -> Baseline {
        Baseline(median: baseline.median, mad: max(baseline.mad, abs(baseline.median) * 0.005, 1e-6))
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

import StudioModel

/// A drift rule on one series: readings become one mean a second, which the detector takes.
struct WatchedDrift: Sendable {
    let series: Int
    var detector: DriftDetector
    private var second: UInt64?
    private var sum = 0.0
    private var count = 0
    /// The mean of the last full second.
    private(set) var value: Double?

    init(series: Int, detector: DriftDetector) {
        self.series = series
        self.detector = detector
    }

    mutating func take(_ amount: Double, at instant: Instant) {
        let here = instant.nanoseconds / 1_000_000_000
        if let second, here > second, count > 0 {
            value = sum / Double(count)
            detector.take(sum / Double(count))
            sum = 0
            count = 0
        }
        second = max(second ?? here, here)
        sum += amount
        count += 1
    }

    mutating func restart() {
        second = nil
        sum = 0
        count = 0
        detector.restart()
    }

    /// The limit in words, as `43.2 ± 1.1 sigma …`.
    var written: String {
        guard let baseline = detector.baseline else { return "learning" }
        let spread = Value.plain(DriftDetector.sigmaPerMAD * baseline.mad * detector.drift.slack)
        switch detector.drift.direction {
        case .both: return "\(Value.plain(baseline.median)) ± \(spread)"
        case .up: return "<= \(Value.plain(baseline.median)) + \(spread)"
        case .down: return ">= \(Value.plain(baseline.median)) - \(spread)"
        }
    }
}

extension WatchedDrift {
    func judge(_ series: [Series]) -> Judgement {
        let outcome = series[self.series].outcome
        guard outcome?.value != nil else {
            return .unknown(outcome.map(String.init(describing:)) ?? "no reading yet")
        }
        let missing = detector.secondsToLearn
        guard missing == 0 else { return .unknown("learns its baseline, \(Value.plain(missing)) s more") }
        return detector.isDrifting ? .met : .notMet
    }
}

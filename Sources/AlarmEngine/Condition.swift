import StudioModel

/// A rule's level on one subject, its limits resolved against the profile.
struct Condition: Sendable {
    struct Term: Sendable {
        let metric: Metric
        let series: Int
        let window: Int?
        let limit: Limit
        let operand: Value
    }

    /// In the order of their metrics' names, the principal first.
    let terms: [Term]
    let hold: Double

    func judge(_ series: [Series], _ windows: [SampleWindow]) -> Judgement {
        var judgement = Judgement.met
        for term in terms {
            judgement = judgement.and(term.judge(series, windows))
            if judgement == .notMet { return .notMet }
        }
        return judgement
    }

    /// The limit of the principal term, as in `< 4000000`.
    var written: String? { terms.first.map { $0.limit.written(against: $0.operand) } }
}

extension Condition.Term {
    func judge(_ series: [Series], _ windows: [SampleWindow]) -> Judgement {
        let outcome = series[self.series].outcome
        guard let window, outcome?.value != nil else { return limit.judge(outcome, against: operand) }
        let samples = windows[window]
        guard let combined = samples.combined else {
            let foretold = samples.part.flatMap {
                samples.window.use.foretells(limit, against: operand, part: $0)
            }
            return foretold ?? .unknown("less than \(Value.plain(samples.window.seconds)) s measured")
        }
        return limit.judge(.value(combined), against: operand)
    }

    /// The value as it is compared.
    func value(_ series: [Series], _ windows: [SampleWindow]) -> Value? {
        guard let value = series[self.series].outcome?.value else { return nil }
        return window.flatMap { windows[$0].part } ?? value
    }
}

import StudioModel

/// Judges one level of a rule on what was measured of one subject.
struct LevelJudge {
    /// What the level comes to.
    enum Result {
        case met
        case notMet
        /// Why, as a sentence; and what was read in place of a value, which is the same for whatever it costs.
        case unknown(LocalizedText, instead: Outcome? = nil)
        case unsupported(LocalizedText)
    }

    let level: Rule.Level
    let window: Rule.Window?
    let subject: WatchedSubject
    let measurements: Measurements
    let words: (Metric) -> (name: LocalizedText, unit: String, period: Double)

    /// The profile's words that the level's limits need and that are not given.
    var missing: [String] {
        level.when.sorted { $0.key < $1.key }.compactMap { _, limit in
            operand(limit) == nil ? limit.reference ?? "\(limit)" : nil
        }
    }

    func operand(_ limit: Limit) -> Value? {
        limit.resolved(profile: subject.expect, baseline: subject.baseline)
    }

    func judge() -> Result {
        if let gate = closedGate { return .unsupported(gate) }
        switch judge(until: nil) {
        case .met: return level.hold > 0 ? judgeHold() : .met
        case let other: return other
        }
    }

    /// A word or a flag beside the measure that stands for the level says when that measure means anything; where it
    /// does not hold, the level is not judged: the error of a clock that nobody synchronises is no error.
    private var closedGate: LocalizedText? {
        for (metric, limit) in level.when.sorted(by: { $0.key < $1.key }) {
            guard metric != level.principal, limit.comparison == .equal || limit.comparison == .notEqual,
                let value = measurements[subject.subject, metric]?.outcome.value,
                case .notMet = term(metric, limit, until: nil)
            else { continue }
            return Reasons.gate(words(metric).name, value)
        }
        return nil
    }

    /// The value that is compared for a metric; the newest where its window is not full.
    func value(_ metric: Metric) -> Value? {
        guard let series = measurements[subject.subject, metric], let value = series.outcome.value else {
            return nil
        }
        switch combined(series, metric, until: nil) {
        case .value(let whole), .needs(_, let whole?): return whole
        case .needs(_, nil), .tooFew: return value
        }
    }

    /// The metric that keeps the level from being met: it explains a pass better than one that is out of its
    /// limit.
    var calmMetric: Metric? {
        level.when.filter { metric, limit in
            if case .notMet = term(metric, limit, until: nil) { true } else { false }
        }.keys.min { left, right in
            left == level.principal ? right != left : right != level.principal && left < right
        }
    }

    /// The conjunction at an instant, or now.
    private func judge(until instant: Instant?) -> Result {
        var open: Result?
        for (metric, limit) in level.when.sorted(by: { $0.key < $1.key }) {
            switch term(metric, limit, until: instant) {
            case .notMet: return .notMet
            case .met: continue
            // One that is not supported makes the level meaningless; it outweighs what is merely unknown.
            case .unsupported(let reason): open = .unsupported(reason)
            case .unknown: open = open ?? term(metric, limit, until: instant)
            }
        }
        return open ?? .met
    }

    private func term(_ metric: Metric, _ limit: Limit, until instant: Instant?) -> Result {
        let name = words(metric).name
        guard let operand = operand(limit) else { return .unknown(Reasons.noLimit([limit.reference ?? ""])) }
        guard let series = measurements[subject.subject, metric] else {
            return .unknown(Reasons.notMeasured(name))
        }
        guard series.outcome.value != nil else {
            let reason = Reasons.noValue(name, series.outcome)
            if case .unsupported = series.outcome { return .unsupported(reason) }
            return .unknown(reason, instead: series.outcome)
        }
        switch combined(series, metric, until: instant) {
        case .value(let value):
            guard let isMet = limit.isMet(by: value, against: operand) else {
                return .unknown(Reasons.mismatch(name, value, operand))
            }
            return isMet ? .met : .notMet
        case .needs(let seconds, let part):
            switch part.flatMap({ window?.use.foretells(limit, against: operand, part: $0) }) {
            case .met: return .met
            case .notMet: return .notMet
            case .unknown, nil: return .unknown(Reasons.needs(seconds))
            }
        case .tooFew: return .unknown(Reasons.tooFew)
        }
    }

    private enum Combined {
        case value(Value)
        /// So many seconds, and what there is so far.
        case needs(Double, part: Value?)
        case tooFew
    }

    private func combined(_ series: Measurements.Series, _ metric: Metric, until instant: Instant?)
        -> Combined
    {
        // A recalled result was judged over its own window.
        if series.ageSeconds != nil, let value = series.outcome.value { return .value(value) }
        let end = instant ?? series.at
        let samples = series.samples.prefix { $0.at <= end }
        guard let newest = samples.last, let oldest = samples.first else { return .tooFew }
        guard let window, window.use.needsHistory else { return .value(newest.value) }
        let step = period(metric, samples)
        if newest.at.seconds(since: oldest.at) + step < window.seconds - 1e-6 {
            return .needs(needed, part: window.use.combine(samples))
        }
        let inside = samples.drop { $0.at <= newest.at.advanced(by: -window.seconds) }
        // One sample is a window only where the metric comes no oftener.
        if inside.count < 2, step < window.seconds { return .tooFew }
        return window.use.combine(inside).map { .value($0) } ?? .tooFew
    }

    /// The time that window and hold need together.
    private var needed: Double { (window?.seconds ?? 0) + level.hold }

    /// The stated period; where none is stated, the mean distance of the samples.
    private func period(_ metric: Metric, _ samples: ArraySlice<Sample>) -> Double {
        let stated = words(metric).period
        guard stated <= 0, samples.count > 1, let first = samples.first, let last = samples.last else {
            return max(0, stated)
        }
        return last.at.seconds(since: first.at) / Double(samples.count - 1)
    }

    /// Whether what is met now has been met for the hold time.
    ///
    /// Met from the first measurement on, but for less than that: it cannot be told. Met for less, and not
    /// before: in order, as during the show.
    private func judgeHold() -> Result {
        guard let span = measurements.span(subject.subject) else { return .unknown(Reasons.needs(needed)) }
        let metrics = level.when.keys.compactMap { measurements[subject.subject, $0] }
        // An earlier run's verdict had its time.
        if metrics.allSatisfy({ $0.ageSeconds != nil }) { return .met }
        let instants = Set(metrics.filter { $0.ageSeconds == nil }.flatMap { $0.samples.map(\.at) }).sorted()
        var begin = span.upperBound
        for instant in instants.reversed() {
            switch judge(until: instant) {
            case .met: begin = instant
            case .notMet: return span.upperBound.seconds(since: begin) >= level.hold - 1e-6 ? .met : .notMet
            case .unknown, .unsupported: return heldSince(begin, span)
            }
        }
        return heldSince(begin, span)
    }

    private func heldSince(_ begin: Instant, _ span: ClosedRange<Instant>) -> Result {
        span.upperBound.seconds(since: begin) >= level.hold - 1e-6 ? .met : .unknown(Reasons.needs(needed))
    }
}

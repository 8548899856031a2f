import StudioModel

/// What is known of one metric of one subject.
struct Series: Sendable {
    let subject: Subject
    let metric: Metric
    /// Seconds between readings; 0 where the metric has no period (then it is never without data).
    let period: Double
    /// Alarms that read it, and windows it feeds.
    var alarms: [Int] = []
    var windows: [Int] = []

    /// The kinds of value that its rules can judge.
    private(set) var kinds: Set<Value.Kind> = []

    private(set) var outcome: Outcome?
    /// The instant of the newest reading.
    private(set) var at: Instant?
    /// Since when measuring has been refused or failing without a break.
    private(set) var troubledSince: Instant?

    init(subject: Subject, metric: Metric, period: Double) {
        self.subject = subject
        self.metric = metric
        self.period = period.isFinite && period > 0 ? period : 0
    }

    /// A rule compares the metric with a value of that kind. Of flags, a mean and a rate are numbers.
    mutating func judge(against kind: Value.Kind, over use: Rule.Window.Use?) {
        kinds.insert(kind)
        if kind == .number, use == .mean || use == .rate { kinds.insert(.flag) }
    }

    /// The outcome as it can be judged: a word where a number belongs is a failed measurement, and after a while an
    /// alarm, like any other.
    func understood(_ outcome: Outcome) -> Outcome {
        guard case .value(let value) = outcome, !kinds.isEmpty, !kinds.contains(value.kind) else {
            return outcome
        }
        let wanted = kinds.map(\.rawValue).sorted().joined(separator: " or a ")
        return .failed("a \(value.kind.rawValue) was given where a \(wanted) is judged")
    }

    /// Takes a reading; one older than the newest changes nothing here.
    mutating func take(_ outcome: Outcome, at instant: Instant) {
        if let at, instant < at { return }
        at = instant
        self.outcome = outcome
        switch outcome {
        case .failed, .denied: troubledSince = troubledSince ?? instant
        default: troubledSince = nil
        }
    }

    /// Since when there is no data, when that is long enough to be said; `from` is when it was first waited
    /// for.
    func silentSince(_ now: Instant, from: Instant) -> Instant? {
        guard period > 0 else { return nil }
        let patience = EngineTimes.silentPeriods * period
        guard let at, let outcome else {
            return now.seconds(since: from) >= max(patience, EngineTimes.firstReading) ? from : nil
        }
        switch outcome {
        case .value: return now.seconds(since: at) >= max(patience, EngineTimes.silentAtLeast) ? at : nil
        // What is not there is said once. That the probe lives is another alarm's business.
        case .absent, .unsupported: return nil
        case .denied, .failed: break
        }
        guard let troubledSince else { return nil }
        return now.seconds(since: troubledSince) >= max(patience, EngineTimes.silentAtLeast)
            ? troubledSince : nil
    }

    /// Whether a reading that could still refute what holds until `deadline` is to be waited for.
    ///
    /// A hold of 2 s on a metric that comes every second means three readings in a row: the third is due
    /// exactly at the deadline and arrives a little after it. A quarter of a period allows for jitter.
    func owesReading(before deadline: Instant, now: Instant) -> Bool {
        guard period > 0, let at, at < deadline, now.seconds(since: at) < EngineTimes.silentPeriods * period
        else {
            return false
        }
        return at.advanced(by: period) <= deadline.advanced(by: period / 4)
    }
}

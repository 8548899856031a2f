import StudioModel

/// One rule on one subject: what its condition comes to, and what of it was said.
struct WatchedAlarm: Sendable {
    /// What stands, from the end of the hold until the end of the clear time.
    enum Standing: Sendable {
        case none
        case firing
        case noData
    }

    /// What people were told of it.
    enum Announced: Sendable {
        case nothing
        case asRoot
        case asExplained
    }

    // Fixed by rule and profile.
    let key: AlarmKey
    let clear: Double
    let severity: Severity
    let phases: [Phase]
    let warn: Condition?
    let fail: Condition?
    let series: [Int]
    var drift: WatchedDrift?
    /// Alarms whose firing explains this one, the nearest subject and rule first.
    var explainers: [Int] = []
    /// Alarms of the probes it depends on: they explain that there is no data.
    var probeAlarms: [Int] = []

    // The condition, at the newest reading.
    var warnSince: Instant?
    var failSince: Instant?
    /// Since when both levels, and the fail level alone, are known not to be met.
    var okSince: Instant?
    var belowFailSince: Instant?
    var unknown: String? = "no reading yet"
    var unknownSince: Instant?
    private var judgedAt = Instant(nanoseconds: 0)

    // The state machine, at the newest step.
    /// Since when the subject is in a phase of the rule; `nil` outside.
    var activeSince: Instant?
    var standing = Standing.none
    var standingSince = Instant(nanoseconds: 0)
    /// When the fault began, as it is reported.
    var since = Instant(nanoseconds: 0)
    var level = AlarmLevel.fail
    var announced = Announced.nothing
    var because: [Int] = []
    /// Since when nothing explains it any more.
    var orphanedSince: Instant?
    /// When it was last cleared after it had fired.
    var endedAt: Instant?
    /// Since when what was without data has some again.
    var backSince: Instant?
    var flaps = FlapWatch()
    var silence: Silence?

    init(
        rule: Rule, subject: Subject, warn: Condition?, fail: Condition?, series: [Int], drift: WatchedDrift?
    ) {
        key = AlarmKey(rule: rule.id, subject: subject)
        clear = rule.clear
        severity = rule.severity
        phases = rule.phases
        self.warn = warn
        self.fail = fail
        self.series = series
        self.drift = drift
        level = fail == nil ? .warn : .fail
    }

    /// Judges the condition at the instant of a reading.
    mutating func judge(at instant: Instant, series: [Series], windows: [SampleWindow]) {
        judgedAt = max(judgedAt, instant)
        var warnJudgement = warn?.judge(series, windows)
        let failJudgement = fail?.judge(series, windows)
        if let drift { warnJudgement = drift.judge(series) }
        warnSince = warnJudgement == .met ? warnSince ?? judgedAt : nil
        failSince = failJudgement == .met ? failSince ?? judgedAt : nil
        belowFailSince = failJudgement == .notMet || failJudgement == nil ? belowFailSince ?? judgedAt : nil
        unknown = isMet ? nil : failJudgement?.unknownReason ?? warnJudgement?.unknownReason
        unknownSince = unknown == nil ? nil : unknownSince ?? judgedAt
        okSince = isMet || unknown != nil ? nil : okSince ?? judgedAt
    }

    var isMet: Bool { warnSince != nil || failSince != nil }

    /// The level whose hold is over, and since when it is met within the phase.
    func heldLevel(_ now: Instant, _ series: [Series]) -> (level: AlarmLevel, since: Instant)? {
        if let failSince, let fail, isOver(failSince, fail.hold, now, series) {
            return (.fail, inPhase(min(failSince, warnSince ?? failSince)))
        }
        guard let warnSince, isOver(warnSince, warn?.hold ?? 0, now, series) else { return nil }
        return (.warn, inPhase(warnSince))
    }

    /// Whether `seconds` have passed since then, with every reading in that may still refute it.
    func isOver(_ since: Instant, _ seconds: Double, _ now: Instant, _ series: [Series]) -> Bool {
        let deadline = inPhase(since).advanced(by: seconds)
        guard now >= deadline else { return false }
        return seconds == 0 || !self.series.contains { series[$0].owesReading(before: deadline, now: now) }
    }

    /// What held before the phase began counts from the phase's beginning.
    func inPhase(_ instant: Instant) -> Instant { activeSince.map { max($0, instant) } ?? instant }

    /// Since when there is no data of a metric it needs, when that is long enough to be said.
    func silentSince(_ now: Instant, started: Instant, _ series: [Series]) -> Instant? {
        guard !isMet else { return nil }
        let from = max(started, activeSince ?? started)
        return self.series.compactMap { series[$0].silentSince(now, from: from) }.min()
    }

    /// The condition that stands for the alarm in one line.
    private var shown: Condition? { (level == .fail ? fail ?? warn : warn ?? fail) }

    var metric: Metric? { shown?.terms.first?.metric }

    func value(_ series: [Series], _ windows: [SampleWindow]) -> Value? {
        if let drift { return drift.value.map { .number($0) } }
        return shown?.terms.first?.value(series, windows)
    }

    var limit: String? { drift?.written ?? shown?.written }

    /// Its state for people.
    func state(at now: Instant) -> AlarmState {
        if let silence, silence.isOn(now) { return .silenced }
        if announced == .asExplained { return .inhibited }
        if standing == .none {
            // Never green for unmeasured.
            if isMet { return .pending }
            return unknown == nil ? .ok : .noData
        }
        if announced == .nothing { return .pending }
        if flaps.isFlapping { return .flapping }
        if standing == .noData { return .noData }
        return okSince == nil ? .firing : .clearing
    }
}

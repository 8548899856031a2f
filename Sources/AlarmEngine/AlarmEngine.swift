import StudioModel

/// Judges readings by rules: the alarms of a studio as one value.
///
/// There is no clock, no I/O and no chance inside. Time passes in steps of 100 ms, and only in `advance`; the
/// readings of a step are taken in the order of (instant, subject, metric), so that neither the order of
/// arrival nor the cutting into calls can change an alarm. A recording judged twice gives the same
/// transitions twice.
///
/// One step: readings are taken and conditions judged at the readings' own instants; then every alarm's hold,
/// clear and no-data times are looked at; then, causes first, each alarm that stands is raised, or explained
/// by another.
package struct AlarmEngine: Sendable {
    /// A level of a rule that cannot be judged on a subject: the profile does not say what its limit needs.
    package struct Unresolved: Hashable, Sendable {
        package var key: AlarmKey
        package var level: AlarmLevel
        /// What is missing, as in `profile.bitrate`.
        package var missing: String
    }

    struct SeriesKey: Hashable {
        let subject: Subject
        let metric: Metric
    }

    /// A reading that waits for its step. Series are numbered in the order of (subject, metric).
    struct Waiting: Sendable {
        let at: Instant
        let series: Int
        let outcome: Outcome
    }

    /// Levels that are left out, in the order of their keys.
    package internal(set) var unresolved: [Unresolved] = []
    /// Readings that came more than 500 ms after their step.
    package internal(set) var lateReadings = 0
    /// The phase that counts now.
    package internal(set) var phase = PhaseReport()

    var alarms: [WatchedAlarm] = []
    var series: [Series] = []
    var windows: [SampleWindow] = []
    var places: [SeriesKey: Int] = [:]
    /// In this order alarms are explained: causes first.
    var order: [Int] = []
    /// No-data alarms by subject, the most severe first.
    var speakers: [[Int]] = []
    var index: [AlarmKey: Int] = [:]
    var waiting: [Waiting] = []
    /// When judging began, and the newest step that was taken.
    var started: Instant?
    var now: Instant?
    /// Alarms whose condition is to be judged, and a mark for each that is among them.
    var dirty: [Int] = []
    var isDirty: [Bool] = []

    /// - Parameters:
    ///   - subjects: the profile's, with what is expected and learned; a subject that is only depended on
    ///     (`probe/camera`) is watched as well.
    ///   - periods: seconds between two readings of a metric; 0 where it has no period.
    ///   - start: when judging begins. Without it, judging begins at the first instant that is seen.
    package init(
        rules: [Rule], subjects: [WatchedSubject], periods: (Metric) -> Double, start: Instant? = nil
    ) {
        started = start?.onGrid
        now = started
        build(rules: rules, subjects: Self.completed(subjects), periods: periods)
        for alarm in alarms.indices
        where alarms[alarm].phases.contains(phase.phase(of: alarms[alarm].key.subject)) {
            alarms[alarm].activeSince = started ?? Instant(nanoseconds: 0)
        }
    }

    /// How many alarms there are.
    package var count: Int { alarms.count }

    private static func completed(_ subjects: [WatchedSubject]) -> [WatchedSubject] {
        let named = Set(subjects.map(\.subject))
        let only = Set(subjects.flatMap(\.dependsOn)).subtracting(named)
        return (subjects + only.map { WatchedSubject(subject: $0) }).sorted { $0.subject < $1.subject }
    }
}

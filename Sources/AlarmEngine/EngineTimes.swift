import StudioModel

/// The engine's own times, in seconds. All are proposed defaults; each says what it follows from.
enum EngineTimes {
    /// The grid on which alarms change, in nanoseconds: 100 ms.
    static let step: UInt64 = 100_000_000
    /// A reading older than this when it arrives is counted as late.
    static let late = 0.5
    /// How long an alarm that another could explain waits for it, before it is raised.
    static let settle = 0.3
    /// Raise and clear pairs within `flapWindow` that make an alarm flapping (the Nagios idea, shorter).
    static let flapPairs = 3
    /// The time of `flapPairs`, and how long a flapping alarm must be quiet.
    static let flapWindow = 60.0
    /// A metric is without data after so many of its periods …
    static let silentPeriods = 3.0
    /// … but never sooner than the supervisor calls a probe late, so that the probe's own alarm can come
    /// first.
    static let silentAtLeast = 2.0
    /// A metric that never came is waited for this long: probes open devices when they start.
    static let firstReading = 5.0
}

extension Instant {
    /// The newest grid instant not after this one.
    var onGrid: Instant { Instant(nanoseconds: nanoseconds / EngineTimes.step * EngineTimes.step) }
}

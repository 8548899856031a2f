import KernelClock
import ProbeProtocol
import StudioModel

/// Whether the wall clock can be trusted: the incident log and the platform's certificates rest on it.
struct ClockMeasure: HostMeasure {
    static let metrics = [
        MetricDescription(
            "host.clock.synchronised", kind: .state,
            meaning: "A time service vouches for the clock.", source: "adjtimex, STA_UNSYNC"),
        MetricDescription(
            "host.clock.error", unit: "ms", kind: .level, period: HostProbe.period,
            meaning: "How far off the clock is, by the time service's own account.",
            source: "adjtimex: the larger of |offset| and esterror"),
    ]

    private let clock: @Sendable () -> KernelClock

    init(_ clock: @escaping @Sendable () -> KernelClock = { .read() }) { self.clock = clock }

    func read() -> [Metric: Outcome] {
        let clock = clock()
        return [
            "host.clock.synchronised": .flag(clock.isSynchronised),
            "host.clock.error": clock.isSynchronised
                ? .number(clock.error) : .absent("no time service vouches for the clock"),
        ]
    }
}

import StudioModel
import SystemCalls

/// The clocks of the running desk, as a parameter: a test brings its own.
package struct LiveClock: Sendable {
    package var now: @Sendable () -> Instant
    package var wall: @Sendable () -> WallTime

    package init(now: @escaping @Sendable () -> Instant, wall: @escaping @Sendable () -> WallTime) {
        self.now = now
        self.wall = wall
    }

    /// The machine's.
    package static let system = LiveClock(
        now: { Instant(nanoseconds: Clocks.monotonicNanoseconds) },
        wall: { WallTime(milliseconds: Clocks.wallMilliseconds) })

    /// The wall time of an instant that is not long ago.
    package func wall(of instant: Instant) -> WallTime {
        wall().advanced(by: instant.seconds(since: now()))
    }
}

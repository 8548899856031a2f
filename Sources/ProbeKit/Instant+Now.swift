import StudioModel
import SystemCalls

extension Instant {
    /// The monotonic clock now.
    package static var now: Instant { Instant(nanoseconds: Clocks.monotonicNanoseconds) }
}

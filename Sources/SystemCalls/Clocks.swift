import Glibc

/// The machine's clocks.
package enum Clocks {
    /// CLOCK_MONOTONIC in nanoseconds: what readings are stamped with.
    package static var monotonicNanoseconds: UInt64 { nanoseconds(CLOCK_MONOTONIC) }

    /// CLOCK_REALTIME in milliseconds since 1970.
    package static var wallMilliseconds: Int64 { Int64(nanoseconds(CLOCK_REALTIME) / 1_000_000) }

    /// CPU time of this process in nanoseconds.
    package static var processNanoseconds: UInt64 { nanoseconds(CLOCK_PROCESS_CPUTIME_ID) }

    private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(max(0, time.tv_sec)) * 1_000_000_000 + UInt64(max(0, time.tv_nsec))
    }
}

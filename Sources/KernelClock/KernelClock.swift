internal import CTimex

/// What the kernel believes of its own wall clock, as set by chrony, ntpd or systemd-timesyncd.
package struct KernelClock: Hashable, Sendable {
    /// Some time service vouches for the clock (STA_UNSYNC is not set).
    package var isSynchronised: Bool
    /// The offset that is still being slewed away, and the service's own estimate; milliseconds. A
    /// service that never fills in the estimate (systemd-timesyncd) leaves it 0, hence both.
    package var offset: Double
    package var estimatedError: Double

    /// The worse of the two, milliseconds. (`maxerror` is left aside: it grows by 500 ppm between two
    /// polls whatever the clock does, and passes one second on a healthy machine.)
    package var error: Double { max(abs(offset), estimatedError) }

    /// Asks the kernel; needs no privilege since nothing is set.
    package static func read() -> KernelClock {
        var state = timex()
        _ = unsafe adjtimex(&state)
        return KernelClock(
            status: state.status, offset: Int(state.offset), estimatedError: Int(state.esterror))
    }

    /// From the fields of `struct timex`. `offset` is in nanoseconds under STA_NANO, else microseconds,
    /// as is `esterror` always.
    package init(status: Int32, offset: Int, estimatedError: Int) {
        isSynchronised = status & STA_UNSYNC == 0
        self.offset = Double(offset) / (status & STA_NANO != 0 ? 1e6 : 1e3)
        self.estimatedError = Double(estimatedError) / 1e3
    }
}

internal import CFFmpeg
internal import Synchronization

/// What lets go of a library call that would block: a deadline, and a closure asked every 100 ms or so while
/// the call waits. The closure runs on the blocked thread, so it can also do the work that must go on
/// meanwhile.
final class Interrupt: Sendable {
    /// Why a call was let go of.
    enum Reason: Int, Sendable { case deadline = 1, stopped = 2 }

    private let deadline = Atomic<UInt64>(.max)
    private let reasonCode = Atomic<Int>(0)
    private let isStopping: @Sendable () -> Bool

    init(isStopping: @escaping @Sendable () -> Bool) { self.isStopping = isStopping }

    /// CLOCK_MONOTONIC in nanoseconds (microseconds' grain), as libavutil reads it.
    static var now: UInt64 { UInt64(max(0, av_gettime_relative())) * 1000 }

    /// Calls that begin now end after so many seconds. Infinity: only a stop ends them.
    func allow(seconds: Double) {
        reasonCode.store(0, ordering: .relaxed)
        let nanoseconds = seconds * 1e9
        deadline.store(
            nanoseconds < 1e18 ? Self.now + UInt64(max(0, nanoseconds)) : .max, ordering: .relaxed)
    }

    /// Why the last call was let go of; nil when it was not.
    var reason: Reason? { Reason(rawValue: reasonCode.load(ordering: .relaxed)) }

    private func shouldInterrupt() -> Bool {
        if Self.now >= deadline.load(ordering: .relaxed) {
            reasonCode.store(Reason.deadline.rawValue, ordering: .relaxed)
            return true
        }
        if isStopping() {
            reasonCode.store(Reason.stopped.rawValue, ordering: .relaxed)
            return true
        }
        return false
    }

    /// The callback for the library. Unowned: whoever hands it over keeps the interrupt alive until after
    /// close.
    var callback: AVIOInterruptCB {
        AVIOInterruptCB(
            callback: { opaque in
                guard let opaque else { return 0 }
                return Unmanaged<Interrupt>.fromOpaque(opaque).takeUnretainedValue().shouldInterrupt() ? 1 : 0
            },
            opaque: Unmanaged.passUnretained(self).toOpaque())
    }
}

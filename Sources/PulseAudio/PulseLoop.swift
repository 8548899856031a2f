internal import CPulse
internal import Glibc

/// The main loop and the context of one connection, freed together when the last of the connection and its
/// streams lets go. Not Sendable: one thread makes it, turns it and ends it, so no lock is needed.
final class PulseLoop {
    let mainloop: OpaquePointer
    let context: OpaquePointer
    /// What has changed on the server since it was last asked.
    var changes: PulseChanges = []
    /// Watched descriptors that became readable since they were last asked for.
    var ready: Set<Int32> = []
    /// The descriptor that ends all waiting; −1 for none.
    let stop: Int32
    private var watched: [Int32: OpaquePointer] = [:]

    init?(client: String, stop: Int32) {
        guard let mainloop = pa_mainloop_new() else { return nil }
        guard let context = pa_context_new(pa_mainloop_get_api(mainloop), client) else {
            pa_mainloop_free(mainloop)
            return nil
        }
        self.mainloop = mainloop
        self.context = context
        self.stop = stop
        if stop >= 0 { watch(stop) }
    }

    deinit {
        pa_context_set_subscribe_callback(context, nil, nil)
        pa_context_disconnect(context)
        pa_context_unref(context)
        pa_mainloop_free(mainloop)
    }

    /// The context pointer of every callback: the loop itself, which outlives them all.
    var opaque: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    static func from(_ userdata: UnsafeMutableRawPointer?) -> PulseLoop? {
        userdata.map { Unmanaged<PulseLoop>.fromOpaque($0).takeUnretainedValue() }
    }

    var reason: String { String(cString: pa_strerror(pa_context_errno(context))) }

    var isStopping: Bool { ready.contains(stop) }

    /// Sleeps until something happens, at most `seconds`, and lets the callbacks run.
    func turn(seconds: Double) throws(PulseError) {
        let microseconds = Int32(max(0, min(seconds, 60)) * 1_000_000)
        let turned =
            pa_mainloop_prepare(mainloop, microseconds) >= 0 && pa_mainloop_poll(mainloop) >= 0
            && pa_mainloop_dispatch(mainloop) >= 0
        guard turned else { throw .disconnected(reason: "the main loop failed") }
    }

    /// Turns until `done` or the time is over, which it tells by false.
    func turn(
        atMost seconds: Double, until done: () throws(PulseError) -> Bool
    ) throws(PulseError) -> Bool {
        let end = Self.now + seconds
        while try !done() {
            if isStopping { throw .stopped }
            let left = end - Self.now
            if left <= 0 { return false }
            try turn(seconds: left)
        }
        return true
    }

    func watch(_ descriptor: Int32) {
        guard let api = pa_mainloop_get_api(mainloop), watched[descriptor] == nil else { return }
        watched[descriptor] = api.pointee.io_new(
            api, descriptor, PA_IO_EVENT_INPUT,
            { _, _, descriptor, _, userdata in PulseLoop.from(userdata)?.ready.insert(descriptor) }, opaque)
    }

    func unwatch(_ descriptor: Int32) {
        guard let event = watched.removeValue(forKey: descriptor) else { return }
        pa_mainloop_get_api(mainloop)?.pointee.io_free(event)
        ready.remove(descriptor)
    }

    /// CLOCK_MONOTONIC in seconds.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

internal import CPulse
internal import Glibc

/// A connection to a PulseAudio server (or PipeWire's, which speaks the same), for one thread.
///
/// It never starts a server, and it does not wait for one to appear (`PA_CONTEXT_NOFAIL` would, without ever
/// saying why it waits): whoever needs the server tries again, and has the reason to show meanwhile.
package struct PulseConnection: ~Copyable {
    let loop: PulseLoop

    /// `server` as in `PULSE_SERVER`; nil takes that variable or the user's own server. A readable `stop` ends
    /// every wait with `PulseError.stopped`.
    package init(
        server: String? = nil, client: String = "OnAir", stop: Int32 = -1, timeout seconds: Double = 2
    ) throws(PulseError) {
        loop = try Self.connect(server, client, stop, seconds)
    }

    private static func connect(
        _ server: String?, _ client: String, _ stop: Int32, _ seconds: Double
    ) throws(PulseError) -> PulseLoop {
        let environment = getenv("PULSE_SERVER").map { String(cString: $0) }
        let address = server ?? environment ?? "the user's default address"
        guard let loop = PulseLoop(client: client, stop: stop) else {
            throw .noServer(address: address, reason: "out of memory")
        }
        guard pa_context_connect(loop.context, server, PA_CONTEXT_NOAUTOSPAWN, nil) >= 0 else {
            throw .noServer(address: address, reason: loop.reason)
        }
        let ready = try loop.turn(atMost: seconds) { () throws(PulseError) in
            let state = pa_context_get_state(loop.context)
            if state == PA_CONTEXT_FAILED || state == PA_CONTEXT_TERMINATED {
                throw .noServer(address: address, reason: loop.reason)
            }
            return state == PA_CONTEXT_READY
        }
        guard ready else { throw .noAnswer(to: "connecting to \(address)") }
        return loop
    }

    /// Whether the server runs on this machine: only then its card numbers are those of our /proc/asound.
    package var isLocal: Bool { pa_context_is_local(loop.context) == 1 }

    /// The address that answered.
    package var address: String {
        pa_context_get_server(loop.context).map { String(cString: $0) } ?? "unknown"
    }

    /// Waits at most `seconds` for anything: a change, sound, a watched descriptor.
    package func wait(seconds: Double) throws(PulseError) {
        try loop.turn(seconds: seconds)
        try checkState()
    }

    /// Wakes `wait` when `descriptor` becomes readable; `takeReady` tells.
    package func watch(_ descriptor: Int32) { loop.watch(descriptor) }

    package func unwatch(_ descriptor: Int32) { loop.unwatch(descriptor) }

    /// Whether a watched descriptor became readable since the last call.
    package func takeReady(_ descriptor: Int32) -> Bool { loop.ready.remove(descriptor) != nil }

    /// Asks the server to tell about changes from now on; `takeChanges` collects them.
    package func subscribe() throws(PulseError) {
        pa_context_set_subscribe_callback(
            loop.context,
            { _, event, _, userdata in PulseLoop.from(userdata)?.changes.insert(PulseChanges(event: event)) },
            loop.opaque)
        let mask =
            PA_SUBSCRIPTION_MASK_SOURCE.rawValue | PA_SUBSCRIPTION_MASK_SOURCE_OUTPUT.rawValue
            | PA_SUBSCRIPTION_MASK_SERVER.rawValue | PA_SUBSCRIPTION_MASK_CARD.rawValue
        let operation = pa_context_subscribe(loop.context, pa_subscription_mask_t(mask), nil, nil)
        try finish(operation, "tell about changes")
    }

    /// What changed since the last call.
    package func takeChanges() -> PulseChanges {
        defer { loop.changes = [] }
        return loop.changes
    }

    /// Waits for the answer to a request. A request that misses its time is cancelled, so that its callback
    /// cannot run later into memory that is gone.
    func finish(_ operation: OpaquePointer?, _ what: String) throws(PulseError) {
        guard let operation else { throw .refused(what: what, reason: loop.reason) }
        defer { pa_operation_unref(operation) }
        do throws(PulseError) {
            let done = try loop.turn(atMost: 1.5) { () throws(PulseError) in
                try checkState()
                return pa_operation_get_state(operation) != PA_OPERATION_RUNNING
            }
            guard done else { throw PulseError.noAnswer(to: what) }
        } catch {
            pa_operation_cancel(operation)
            throw error
        }
    }

    private func checkState() throws(PulseError) {
        let state = pa_context_get_state(loop.context)
        if state == PA_CONTEXT_FAILED || state == PA_CONTEXT_TERMINATED {
            throw .disconnected(reason: loop.reason)
        }
    }
}

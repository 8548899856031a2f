import ProbeProtocol
import StudioModel
import Synchronization

/// Commands for the running probes: each incarnation listens here, and hears the phase first.
package final class CommandHub: Sendable {
    private struct State: Sendable {
        var phase = PhaseReport()
        var next = 0
        var listeners: [Int: AsyncStream<DeskCommand>.Continuation] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Tells every probe the phase, now and to those started later.
    package func announce(_ phase: PhaseReport) {
        state.withLock { state in
            state.phase = phase
            for listener in state.listeners.values { listener.yield(.phase(phase)) }
        }
    }

    /// A stream that begins with the configuration and the phase.
    func listen(_ configuration: Configuration) -> (id: Int, commands: AsyncStream<DeskCommand>) {
        let (stream, continuation) = AsyncStream<DeskCommand>.makeStream(
            bufferingPolicy: .bufferingNewest(64))
        let id = state.withLock { state in
            state.next += 1
            state.listeners[state.next] = continuation
            continuation.yield(.configure(configuration))
            continuation.yield(.phase(state.phase))
            return state.next
        }
        return (id, stream)
    }

    func leave(_ id: Int) {
        state.withLock { $0.listeners.removeValue(forKey: id) }?.finish()
    }
}

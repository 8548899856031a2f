import ProbeProtocol
import StudioModel
import Synchronization

/// Commands for the running probes: each incarnation listens here, and hears the phase first. What a probe answers to
/// a request comes back here, too.
package final class CommandHub: Sendable {
    private struct Listener: Sendable {
        let subjects: Set<Subject>
        let commands: AsyncStream<DeskCommand>.Continuation
    }

    private struct State: Sendable {
        var phase = PhaseReport()
        var next = 0
        var listeners: [Int: Listener] = [:]
        var requests: [Int: AsyncStream<Answer>.Continuation] = [:]
        var lastWords: [Subject: LastWords] = [:]
    }

    /// What came of a request.
    enum Answer: Hashable, Sendable {
        case done(ActResult? = nil)
        case refused(String)
    }

    private let state = Mutex(State())

    package init() {}

    /// Tells every probe the phase, now and to those started later.
    package func announce(_ phase: PhaseReport) {
        state.withLock { state in
            state.phase = phase
            for listener in state.listeners.values { listener.commands.yield(.phase(phase)) }
        }
    }

    /// A stream that begins with the configuration and the phase.
    func listen(_ configuration: Configuration) -> (id: Int, commands: AsyncStream<DeskCommand>) {
        let (stream, continuation) = AsyncStream<DeskCommand>.makeStream(
            bufferingPolicy: .bufferingNewest(64))
        let id = state.withLock { state in
            state.next += 1
            state.listeners[state.next] = Listener(
                subjects: Set(configuration.subjects.map(\.subject)), commands: continuation)
            continuation.yield(.configure(configuration))
            continuation.yield(.phase(state.phase))
            return state.next
        }
        return (id, stream)
    }

    func leave(_ id: Int) {
        state.withLock { $0.listeners.removeValue(forKey: id) }?.commands.finish()
    }

    /// Asks the probe of a subject to write evidence to a file, and waits for its answer.
    /// - Parameter seconds: how long; a probe that hangs in its device answers nothing.
    func capture(_ kind: String, of subject: Subject, to file: String, seconds: Double) async -> Answer {
        let (answers, answer) = AsyncStream<Answer>.makeStream()
        let request: Int? = state.withLock { state in
            guard let listener = state.listeners.values.first(where: { $0.subjects.contains(subject) }) else {
                return nil
            }
            state.next += 1
            state.requests[state.next] = answer
            listener.commands.yield(
                .capture(CaptureRequest(id: state.next, subject: subject, kind: kind, file: file)))
            return state.next
        }
        guard let request else { return .refused("no probe runs for \(subject)") }
        defer { state.withLock { _ = $0.requests.removeValue(forKey: request) } }
        let late = Answer.refused("the probe did not answer within \(Int(seconds)) s")
        let answered = try? await Deadline.run(seconds: seconds, what: "capture") {
            await answers.first { _ in true } ?? late
        }
        return answered ?? late
    }

    /// A probe answered a request.
    func answer(_ request: Int, _ answer: Answer) {
        state.withLock { $0.requests[request] }?.yield(answer)
    }

    /// How a probe's process ended last.
    func lastWords(of probe: Subject) -> LastWords? { state.withLock { $0.lastWords[probe] } }

    func keep(_ words: LastWords, of probe: Subject) {
        state.withLock { $0.lastWords[probe] = words }
    }
}

import Logging
import ProbeProtocol
import StudioModel
import Synchronization
import SystemCalls

/// One request to a probe that nobody is watching with: it is started, asked, and ended.
package struct ProbeErrand: Sendable {
    /// What came of it.
    package enum Answer: Hashable, Sendable {
        case done(ActResult)
        case refused(String)
    }

    private let program: ProbeProgram
    private let configuration: Configuration
    private let phase: PhaseReport
    private let logger: Logger

    /// - Parameter phase: where the show stands, so that the probe can refuse what must not be done on air.
    package init(
        program: ProbeProgram, configuration: Configuration, phase: PhaseReport = PhaseReport(),
        logger: Logger
    ) {
        self.program = program
        self.configuration = configuration
        self.phase = phase
        self.logger = logger
    }

    /// Asks, and asks again every half second while it is refused and there is time: a camera has no picture at once.
    /// - Parameters:
    ///   - seconds: the longest it may take.
    ///   - isPatient: whether a refusal may pass.
    package func run(
        seconds: Double, isPatient: Bool = false, _ request: @escaping @Sendable (_ id: Int) -> DeskCommand
    ) async -> Answer {
        let (commands, command) = AsyncStream<DeskCommand>.makeStream()
        command.yield(.configure(configuration))
        command.yield(.phase(phase))
        let (answers, answer) = AsyncStream<Answer>.makeStream()
        let refusal = LastRefusal()
        let incarnation = ProbeIncarnation(
            program: program, verb: "watch", commands: commands,
            pulse: ProbePulse(startedAt: Instant(nanoseconds: Clocks.monotonicNanoseconds)), logger: logger,
            secrets: configuration.redactor, standardError: StandardErrorTail(),
            receive: { record in
                switch record {
                case .done(_, let result): answer.yield(.done(result ?? ActResult()))
                case .refused(_, let reason): answer.yield(.refused(reason))
                default: break
                }
            }, reportLate: { _ in })
        return await withTaskGroup(of: Answer?.self) { group in
            group.addTask {
                let reason = await LeftBehind.result(patience: 1.5) { await incarnation.run() }
                return .refused("the probe ended: \(reason ?? "it could not be ended")")
            }
            group.addTask {
                await ask(command, answers, isPatient: isPatient, refusal, request)
            }
            group.addTask {
                // Cancelled: the answer is there.
                guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return nil }
                // What kept it from answering says more than that it took too long.
                return .refused(refusal.reason ?? "the probe did not answer within \(Int(seconds)) s")
            }
            defer {
                command.finish()
                group.cancelAll()
            }
            while let next = await group.next() { if let answer = next { return answer } }
            return .refused("nobody answered")
        }
    }

    private func ask(
        _ command: AsyncStream<DeskCommand>.Continuation, _ answers: AsyncStream<Answer>, isPatient: Bool,
        _ refusal: LastRefusal, _ request: @Sendable (Int) -> DeskCommand
    ) async -> Answer? {
        var id = 1
        command.yield(request(id))
        for await answer in answers {
            guard isPatient, case .refused(let reason) = answer else { return answer }
            refusal.reason = reason
            guard (try? await Task.sleep(for: .milliseconds(500))) != nil else { return nil }
            id += 1
            command.yield(request(id))
        }
        return nil
    }
}

/// Why a probe refused when it was asked last.
private final class LastRefusal: Sendable {
    private let last = Mutex<String?>(nil)

    var reason: String? {
        get { last.withLock { $0 } }
        set { last.withLock { $0 = newValue } }
    }
}

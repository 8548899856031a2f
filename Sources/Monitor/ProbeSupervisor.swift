import Logging
import ProbeProtocol
import StudioModel
import SystemCalls

/// Keeps one probe process running: starts it, notices when it is lost, ends it, and starts it anew with back-off.
///
/// Its own findings are readings of the subject `probe/…`, on which every subject of that probe depends: a crash
/// is one alarm, never a green tile.
package struct ProbeSupervisor: Sendable {
    package let program: ProbeProgram
    package let configuration: Configuration
    /// `probe/microphone`, or `probe/camera.host` for a process of its own.
    package let subject: Subject
    let intake: ReadingIntake
    let hub: CommandHub
    let logger: Logger

    package init(
        program: ProbeProgram, configuration: Configuration, subject: Subject, intake: ReadingIntake,
        hub: CommandHub, logger: Logger
    ) {
        self.program = program
        self.configuration = configuration
        self.subject = subject
        self.intake = intake
        self.hub = hub
        self.logger = logger
    }

    /// Runs until cancelled. A process that cannot be ended (it sleeps in the kernel) is left behind, and the next
    /// one is started beside it.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            var restarts = 0
            var backOff = BackOff()
            while !Task.isCancelled {
                let began = Instant(nanoseconds: Clocks.monotonicNanoseconds)
                let reason = await live(restarts: restarts, in: &group)
                if Task.isCancelled { break }
                let lasted = Instant(nanoseconds: Clocks.monotonicNanoseconds).seconds(since: began)
                restarts += 1
                say([
                    "probe.running": .flag(false), "probe.restarts": .number(Double(restarts)),
                    "probe.last-end": .text(reason),
                ])
                intake.nudge()
                logger.warning("probe lost", metadata: ["probe": "\(subject)", "reason": "\(reason)"])
                await pause(seconds: backOff.next(afterLasting: lasted))
            }
            group.cancelAll()
        }
    }

    /// One incarnation. Its task stays in the group, so that one that cannot be reaped does not hold up the next.
    private func live(restarts: Int, in group: inout TaskGroup<Void>) async -> String {
        let (id, commands) = hub.listen(configuration)
        defer { hub.leave(id) }
        let allowed = Set(configuration.subjects.map(\.subject))
        let pulse = ProbePulse(startedAt: Instant(nanoseconds: Clocks.monotonicNanoseconds))
        let (endings, ending) = AsyncStream<String>.makeStream()
        let errors = StandardErrorTail()
        let incarnation = ProbeIncarnation(
            program: program, verb: "watch", commands: commands, pulse: pulse, logger: logger,
            secrets: configuration.redactor, standardError: errors,
            receive: { [intake, hub, allowed] record in
                switch record {
                case .done(let request, let result): hub.answer(request, .done(result))
                case .refused(let request, let reason): hub.answer(request, .refused(reason))
                default: ProbeSupervisor.store(record, of: allowed, in: intake)
                }
            },
            reportLate: { late in
                say([
                    "probe.running": .flag(true), "probe.late": .flag(late),
                    "probe.restarts": .number(Double(restarts)),
                ])
            })
        group.addTask {
            // One that cannot be reaped must not hold up the end of the watch either.
            let reason = await LeftBehind.result(patience: 1.5) { await incarnation.run() }
            ending.yield(reason ?? "it could not be ended")
            ending.finish()
        }
        let reason = await withTaskGroup(of: String?.self) { watchers in
            watchers.addTask { await endings.first { _ in true } }
            watchers.addTask { await giveUp(on: pulse) }
            watchers.addTask {
                await repeatState(pulse, restarts: restarts)
                return nil
            }
            defer { watchers.cancelAll() }
            for await reason in watchers { if let reason { return reason } }
            return "cancelled"
        }
        hub.keep(LastWords(reason: reason, lines: errors.lines), of: subject)
        return reason
    }

    /// A second after the watchdog's verdict a process that was killed should be gone; else it is left behind.
    private func giveUp(on pulse: ProbePulse) async -> String? {
        var lostFor = 0
        while (try? await Task.sleep(for: .milliseconds(500))) != nil {
            if case .lost(let reason) = pulse.diagnose(at: Instant(nanoseconds: Clocks.monotonicNanoseconds))
            {
                lostFor += 1
                if lostFor > 3 { return reason + "; it could not be ended and was left behind" }
            }
        }
        return nil
    }

    /// States are sent every 5 s like any probe's.
    private func repeatState(_ pulse: ProbePulse, restarts: Int) async {
        while (try? await Task.sleep(for: .seconds(5))) != nil {
            guard pulse.isHeard else { continue }
            let late = pulse.diagnose(at: Instant(nanoseconds: Clocks.monotonicNanoseconds)) != .well
            say([
                "probe.running": .flag(true), "probe.late": .flag(late),
                "probe.restarts": .number(Double(restarts)),
                "probe.dropped": .number(Double(pulse.dropped)),
            ])
        }
    }

    private func pause(seconds: Double) async {
        // Cancelled means the desk stops; the loop sees that itself.
        try? await Task.sleep(for: .seconds(seconds))
    }

    private func say(_ outcomes: [Metric: Outcome]) {
        let now = Instant(nanoseconds: Clocks.monotonicNanoseconds)
        intake.add(outcomes.map { Reading(at: now, subject: subject, metric: $0.key, outcome: $0.value) })
    }

    /// A probe speaks only for the subjects it was given, and of no time to come: a plug-in's slip turns nobody else
    /// green, and leaves nothing waiting for ever.
    ///
    /// - Parameter isRecording: the readings carry the time of a recording's own clock, which runs ahead of ours.
    static func store(
        _ record: ProbeRecord, of allowed: Set<Subject>, isRecording: Bool = false, in intake: ReadingIntake
    ) {
        let soon = Instant(nanoseconds: Clocks.monotonicNanoseconds).advanced(by: 1)
        switch record {
        case .readings(let readings):
            guard allowed.contains(readings.subject), isRecording || readings.t <= soon else { break }
            intake.add(readings.readings)
        case .event(let event):
            if allowed.contains(event.subject) { intake.add(event) }
        case .device(let device): intake.add(device)
        case .alive, .done, .refused, .end, .unknown: break
        }
    }
}

/// How long to wait before a lost process is started again: 0.2 s, doubling to 10 s; a life of a minute starts over.
struct BackOff: Sendable {
    private var wait = 0.2

    /// - Parameter lasting: how many seconds the process lived.
    mutating func next(afterLasting lasting: Double) -> Double {
        if lasting >= 60 { wait = 0.2 }
        let current = wait
        wait = min(10, wait * 2)
        return current
    }
}

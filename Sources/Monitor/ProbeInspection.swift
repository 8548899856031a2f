import Logging
import ProbeProtocol
import StudioModel
import SystemCalls

/// One look through one probe program: its devices and readings, within a deadline.
package struct ProbeInspection: Sendable {
    package let program: ProbeProgram
    package let configuration: Configuration
    /// Whether a file is inspected: its readings carry the time of the recording, which is soon ahead of ours.
    let isRecording: Bool
    let logger: Logger

    /// Seconds by which a clock of a probe's own (a script's reads `/proc/uptime`, in hundredths) may be behind.
    private static let grain = 0.1

    package init(
        program: ProbeProgram, configuration: Configuration, isRecording: Bool = false, logger: Logger
    ) {
        self.program = program
        self.configuration = configuration
        self.isRecording = isRecording
        self.logger = logger
    }

    /// What came of it.
    package struct Result: Sendable {
        package var devices: [DiscoveredDevice] = []
        package var readings: [Reading] = []
        /// Why it did not end as it should; `nil` when it did.
        package var failure: LocalizedText?
    }

    /// Runs `inspect`, giving it two seconds more than its own deadline, from its first sign of life on.
    /// - Parameter onReading: is told of every reading as it comes, for progress.
    package func run(onReadings: @escaping @Sendable ([Reading]) -> Void = { _ in }) async -> Result {
        let seconds = (configuration.seconds ?? 10) + 2
        let intake = ReadingIntake()
        // A recording's readings carry its own clock; any other that is older than this look is not of this look.
        let began =
            isRecording
            ? Instant(nanoseconds: 0)
            : Instant(nanoseconds: Clocks.monotonicNanoseconds).advanced(by: -Self.grain)
        let allowed = Set(configuration.subjects.map(\.subject))
        let (commands, command) = AsyncStream<DeskCommand>.makeStream()
        command.yield(.configure(configuration))
        let (ends, end) = AsyncStream<Void>.makeStream()
        let pulse = ProbePulse(
            startedAt: Instant(nanoseconds: Clocks.monotonicNanoseconds), recordsPerSecond: 200_000)
        let incarnation = ProbeIncarnation(
            program: program, verb: "inspect", commands: commands, pulse: pulse,
            logger: logger, secrets: configuration.redactor, standardError: StandardErrorTail(),
            receive: { record in
                if case .end = record { end.yield() }
                if case .readings(let readings) = record, readings.t < began { return }
                if case .readings(let readings) = record, allowed.contains(readings.subject) {
                    onReadings(readings.readings)
                }
                ProbeSupervisor.store(record, of: allowed, isRecording: isRecording, in: intake)
            }, reportLate: { _ in })
        let failure: LocalizedText?
        do {
            let reason = try await Deadline.run(
                seconds: seconds, what: "\(program.description.family) inspection",
                hasBegun: { pulse.isHeard }
            ) {
                await incarnation.run()
            }
            end.finish()
            let ended = await ends.first { _ in true } != nil
            failure = ended ? nil : .init(reason, reason)
        } catch {
            failure = ProbeInspection.sentence(error)
        }
        command.finish()
        let batch = intake.take()
        return Result(devices: batch.devices, readings: batch.readings, failure: failure)
    }

    private static func sentence(_ error: any Error) -> LocalizedText {
        guard let spoken = error as? any SpokenError else { return .init("\(error)", "\(error)") }
        return .init(spoken.line(.english), spoken.line(.chinese))
    }
}

import Logging
import ProbeProtocol
import StudioModel
import SystemCalls
import Synchronization
import TestSupport
import Testing

@testable import Monitor

/// Real processes, each of which misbehaves in its own way.
@Suite(.serialized) struct SupervisorTests {
    private final class Log: Sendable {
        private let readings = Mutex<[Reading]>([])
        let intake = ReadingIntake(limit: 10_000)

        func values(_ metric: Metric) -> [Value] {
            let new = intake.take().readings
            return readings.withLock { readings in
                readings += new
                return readings.filter { $0.metric == metric }.compactMap(\.outcome.value)
            }
        }
    }

    private static var folder: String { Paths.folder(of: #filePath) + "/Probes" }

    /// Runs the named probe under supervision while `body` looks on.
    private func supervising(
        _ name: String, hub: CommandHub = CommandHub(), _ body: (Log, CommandHub) async throws -> Void
    ) async throws {
        let program = try await ProbeProgram.describe("\(Self.folder)/onair-probe-\(name)")
        let log = Log()
        let supervisor = ProbeSupervisor(
            program: program,
            configuration: Configuration(
                mode: .active,
                subjects: [SubjectConfiguration(subject: try #require(Subject(rawValue: "test/one")))]),
            subject: try #require(Subject(rawValue: "probe/test")), intake: log.intake, hub: hub,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await supervisor.run() }
            try await body(log, hub)
            group.cancelAll()
        }
    }

    @Test func `a probe that behaves is configured, told the phase, and heard`() async throws {
        try await supervising("good") { log, hub in
            await eventually { log.values("test.value").contains(2) }
            hub.announce(PhaseReport(show: .live))
            await eventually { log.values("test.value").contains(3) }
            #expect(log.values("probe.running") == [true])
        }
    }

    @Test func `a crash is said, and the probe is started anew`() async throws {
        try await supervising("crashing") { log, _ in
            await eventually { log.values("probe.restarts").contains(2) }
            #expect(log.values("probe.running").prefix(3) == [true, false, true])
            #expect(log.values("test.value").count >= 2)
        }
    }

    @Test(arguments: ["hanging", "stubborn"])
    func `a probe that hangs in a device call is killed and started anew`(name: String) async throws {
        try await supervising(name) { log, _ in
            await eventually(within: .seconds(15)) { log.values("probe.running").contains(false) }
            await eventually { log.values("probe.restarts").contains(1) }
        }
    }

    @Test func `a flood is ended, and costs bounded memory`() async throws {
        try await supervising("flooding") { log, _ in
            await eventually { log.values("probe.running").contains(false) }
            #expect(log.values("test.value").count <= 20_000)
        }
    }

    @Test func `garbage and half a line cost nothing but themselves`() async throws {
        try await supervising("garbage") { log, _ in
            await eventually { log.values("test.value").contains(3) }
            #expect(log.values("test.value") == [1, 2, 3])
            #expect(log.values("probe.running") == [true])
        }
    }

    @Test func `a probe without heartbeat is late, then lost`() async throws {
        try await supervising("silent") { log, _ in
            await eventually { log.values("probe.late").contains(true) }
            #expect(!log.values("probe.running").contains(false))
            await eventually(within: .seconds(15)) { log.values("probe.running").contains(false) }
        }
    }

    @Test func `a probe that closes its input is started anew`() async throws {
        try await supervising("deaf") { log, hub in
            await eventually(within: .seconds(15)) {
                hub.announce(PhaseReport(show: .live))
                return log.values("probe.running").contains(false)
            }
        }
    }

    @Test func `a program that does not describe itself is refused with advice`() async throws {
        await #expect {
            _ = try await ProbeProgram.describe("/bin/true")
        } throws: { error in
            "\(error)"
                == "/bin/true did not describe itself. Run `/bin/true describe` and read what it prints."
        }
    }

    @Test func `waiting doubles up to ten seconds, and starts over after a minute's life`() {
        var backOff = BackOff()
        let waits = (0..<8).map { _ in backOff.next(afterLasting: 0) }
        #expect(waits == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10])
        #expect(backOff.next(afterLasting: 61) == 0.2)
    }
}

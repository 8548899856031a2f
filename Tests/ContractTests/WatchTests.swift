import Glibc
import ProbeProtocol
import StudioModel
import TestSupport
import Testing

/// `watch`: readings until standard input closes.
@Suite(.serialized) struct WatchTests {
    private func watch(_ probe: String, isRead: Bool = true) async throws -> RunningProgram {
        let program = try Contract.start(probe, "watch", isRead: isRead)
        if isRead { await eventually("\(probe) says that it lives") { !program.heartbeats.isEmpty } }
        return program
    }

    /// A configuration with a subject of each family, whose devices need not be there.
    private func configuration(_ probe: String) async throws -> String {
        Contract.configure(Contract.strangers(try await Contract.describe(probe)))
    }

    private func expectHeartbeat(_ program: RunningProgram, _ why: Comment) async {
        let sofar = program.heartbeats.count
        await eventually(within: .seconds(3), why) { program.heartbeats.count > sofar }
    }

    private func expectLeaves(_ program: RunningProgram) async {
        program.closeInput()
        await eventually(within: Contract.aSecond, "it leaves") { program.exitCode != nil }
        #expect(program.exitCode == 0)
    }

    @Test(arguments: Contract.probesAndHanging)
    func `the heart beats at least once a second and stops with the input`(probe: String) async throws {
        let program = try await watch(probe)
        program.write(try await configuration(probe))
        await eventually(within: .seconds(10), "six beats") { program.heartbeats.count >= 6 }
        let times = program.heartbeats.map(\.t)
        for (earlier, later) in zip(times, times.dropFirst()) {
            #expect(later.seconds(since: earlier) <= 1)
        }
        await expectLeaves(program)
    }

    @Test func `a session that hangs is listed as stuck and does not keep the program`() async throws {
        let program = try await watch("hanging-probe")
        let subject = try Contract.subject("hanging/one")
        program.write(Contract.configure([SubjectConfiguration(subject: subject, match: ["name": "one"])]))
        await eventually(within: .seconds(5), "it is listed") { program.heartbeats.last?.stuck == [subject] }
        await expectLeaves(program)
    }

    @Test(arguments: Contract.probesAndHanging)
    func `unknown commands, unknown keys, half a line and a line too long are survived`(probe: String)
        async throws
    {
        let program = try await watch(probe)
        program.write("{\"frobnicate\":{\"a\":1}}\n")
        program.write(
            "{\"configure\":{\"mode\":\"passive\",\"subjects\":[],\"colour\":\"red\"},\"extra\":[1]}\n")
        program.write("not json\n\n\u{0}\n{\"configure\":7}\n{}\n[]\n")
        program.write("{\"configure\":{\"x\":\"" + String(repeating: "a", count: 70 * 1024) + "\"}}\n")
        await expectHeartbeat(program, "it goes on after garbage")
        program.write("{\"configure\":")
        await expectHeartbeat(program, "it goes on after half a line")
        program.write(
            "{\"mode\":\"passive\",\"subjects\":[]}}\n{\"phase\":{\"show\":\"live\",\"outputs\":{}}}\n{\"conf"
        )
        await expectHeartbeat(program, "it goes on")
        await expectLeaves(program)
    }

    @Test(arguments: Contract.probes)
    func `a line that is too long costs nothing but itself`(probe: String) async throws {
        let program = try await watch(probe)
        program.write(String(repeating: "a", count: 70 * 1024) + "\n")
        program.write(try await configuration(probe))
        await eventually(within: .seconds(8), "the next line counts") { !program.readings.isEmpty }
        await expectLeaves(program)
    }

    @Test(arguments: Contract.probes)
    func `a second configuration replaces the first`(probe: String) async throws {
        let program = try await watch(probe)
        let first = Contract.strangers(try await Contract.describe(probe))
        let second = first.map { configured in
            SubjectConfiguration(
                subject: Subject(family: configured.subject.family, name: "other") ?? configured.subject,
                match: configured.match)
        }
        program.write(Contract.configure(first))
        program.write(Contract.configure(first))
        await eventually(within: .seconds(8), "the first is read") { !program.readings.isEmpty }
        program.write(Contract.configure(second))
        let wanted = Set(second.map(\.subject))
        await eventually(within: .seconds(8), "the second is read") {
            Set(program.readings.map(\.subject)).isSuperset(of: wanted)
        }
        program.write(Contract.configure([]))
        // What the old sessions had in hand may still come; two beats later nothing does.
        await expectHeartbeat(program, "it goes on without subjects")
        await expectHeartbeat(program, "it goes on without subjects")
        let count = program.readings.count
        await expectHeartbeat(program, "it goes on without subjects")
        #expect(program.readings.count == count)
        await expectLeaves(program)
    }

    @Test func `states are said again on every configuration and every five seconds`() async throws {
        let program = try await watch("hanging-probe")
        func times() -> [Instant] {
            program.readings.filter { $0.values["hanging.present"] == true }.map(\.t)
        }
        // Its session says one thing, once; what comes after is the kit's.
        let quiet = Contract.configure(
            [SubjectConfiguration(subject: try Contract.subject("hanging/one"), match: ["name": "quiet"])])
        program.write(quiet)
        await eventually("the session says it") { !times().isEmpty }
        let first = times().count
        program.write(quiet)
        // Sooner than the five seconds after which it would come by itself.
        await eventually(within: .seconds(4), "said again at once") { times().count > first }
        await eventually(within: .seconds(25), "said again by itself, twice") { times().count > first + 2 }
        let last = times().suffix(2)
        let (earlier, later) = try (#require(last.first), #require(last.last))
        // Not oftener; how much later is the machine's affair.
        #expect(later.seconds(since: earlier) > 4)
        await expectLeaves(program)
    }

    @Test(arguments: Contract.probesAndHanging)
    func `a desk that does not read keeps no probe from leaving`(probe: String) async throws {
        let program = try await watch(probe, isRead: false)
        let line = try await configuration(probe)
        // Each configuration has the states said again, so the pipe of one page is soon full.
        for _ in 0..<400 { program.write(line) }
        // Two seconds and more of beats that nobody reads.
        let began = ContinuousClock.now
        await eventually(within: .seconds(5)) {
            program.write(line)
            return ContinuousClock.now - began > .seconds(2.5)
        }
        #expect(program.exitCode == nil)
        await expectLeaves(program)
    }

    @Test(arguments: Contract.probes)
    func `a desk that was killed leaves no probe behind`(probe: String) async throws {
        let program = try await watch(probe, isRead: false)
        program.write(try await configuration(probe))
        program.closeReader()
        await expectLeaves(program)
    }
}

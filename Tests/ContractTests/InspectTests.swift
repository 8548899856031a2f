import ProbeProtocol
import StudioModel
import TestSupport
import Testing

/// `inspect`: one configuration in, devices and readings out, end.
@Suite(.serialized) struct InspectTests {
    private func inspect(_ probe: String, _ input: String) async throws -> (RunningProgram, seconds: Double) {
        let program = try Contract.start(probe, "inspect")
        let began = ContinuousClock.now
        program.write(input)
        program.closeInput()
        await eventually(within: .seconds(30), "\(probe) ends") { program.exitCode != nil }
        return (program, began.duration(to: .now) / .seconds(1))
    }

    @Test(arguments: Contract.probesAndHanging)
    func `without subjects it prints the devices and the end`(probe: String) async throws {
        let (program, _) = try await inspect(probe, Contract.configure([], mode: .passive, seconds: 3))
        #expect(program.exitCode == 0)
        #expect(program.records.count == program.outputLines.count, "every line is a record")
        #expect(program.records.last == .end)
        let others = program.records.dropLast().filter {
            switch $0 {
            case .device, .alive: false
            default: true
            }
        }
        #expect(others == [])
        if ["onair-probe-host", "onair-probe-network"].contains(probe) {
            #expect(program.records.contains { if case .device = $0 { true } else { false } })
        }
    }

    @Test(arguments: Contract.probes)
    func `told to leave out the search, it prints no device`(probe: String) async throws {
        let (program, _) = try await inspect(
            probe, #"{"configure":{"devices":false,"mode":"passive","seconds":3,"subjects":[]}}"# + "\n")
        #expect(program.exitCode == 0 && program.records.last == .end)
        #expect(!program.records.contains { if case .device = $0 { true } else { false } })
    }

    @Test(arguments: Contract.probes, [Mode.active, .passive])
    func `a subject that is not there is never green, and is answered in time`(probe: String, mode: Mode)
        async throws
    {
        let strangers = Contract.strangers(try await Contract.describe(probe))
        let (program, seconds) = try await inspect(
            probe, Contract.configure(strangers, mode: mode, seconds: 4))
        #expect(program.exitCode == 0 && program.records.last == .end)
        #expect(seconds < 6)
        for stranger in strangers {
            let readings = program.readings.filter { $0.subject == stranger.subject }.flatMap(\.readings)
            #expect(!readings.isEmpty, "\(stranger.subject) is answered")
            // The computer itself is always there; only its folder can be missing.
            let judged =
                stranger.subject.family == "host"
                ? readings.filter { $0.metric.rawValue.hasPrefix("host.disk") } : readings
            // A number or a yes would be green; `false` and words such as NXDOMAIN say what is wrong.
            let green = judged.filter { $0.outcome.value?.number != nil || $0.outcome.value == .flag(true) }
            #expect(green.map { "\($0.metric)=\($0.outcome)" } == [])
        }
    }

    @Test(
        arguments: Contract.probesAndHanging,
        ["", "not json\n", "{\"configure\":\n", "{\"phase\":{}}\n", "\u{0}\u{1}\n"])
    func `input without a configuration is a data error`(probe: String, input: String) async throws {
        let (program, _) = try await inspect(probe, input)
        #expect(program.exitCode == 65 && program.output.isEmpty)
        #expect(program.errors.split(separator: "\n").count == 1)
    }

    @Test func `an inspection whose reader is gone ends, though its device hangs`() async throws {
        let subject = SubjectConfiguration(
            subject: try Contract.subject("hanging/one"), match: ["name": "one"])
        let program = try Contract.start("hanging-probe", "inspect", isRead: false)
        program.write(Contract.configure([subject], seconds: 60))
        program.closeReader()
        await eventually(within: .seconds(5), "it ends") { program.exitCode != nil }
        #expect(program.exitCode == 74)
    }

    @Test func `a device that hangs is a finding at the deadline`() async throws {
        let subject = SubjectConfiguration(
            subject: try Contract.subject("hanging/one"), match: ["name": "one"])
        let (program, seconds) = try await inspect("hanging-probe", Contract.configure([subject], seconds: 1))
        #expect(program.exitCode == 0 && seconds < 3)
        let outcome = program.readings.last?.outcomes["hanging.present"]
        #expect(outcome == .failed("the probe missed its deadline"))
        #expect(program.records.last == .end)
    }
}

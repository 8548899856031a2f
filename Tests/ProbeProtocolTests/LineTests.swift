import ProbeProtocol
import StudioModel
import Testing

@Suite struct LineTests {
    @Test func `half a line waits for its other half`() {
        var splitter = LineSplitter()
        #expect(splitter.push(Array("{\"a\":1".utf8)).isEmpty)
        #expect(splitter.push(Array("}\n{\"b\"".utf8)) == [Array("{\"a\":1}".utf8)])
        #expect(splitter.push(Array(":2}\n\n".utf8)) == [Array("{\"b\":2}".utf8)])
    }

    @Test func `a line over the limit is skipped to its newline, and counted`() {
        var splitter = LineSplitter()
        let long = [UInt8](repeating: 0x61, count: Line.limit + 5)
        #expect(splitter.push(long).isEmpty)
        #expect(splitter.push([0x62, 0x0A, 0x63, 0x0A]) == [[0x63]])
        #expect(splitter.skipped == 1)
    }

    @Test func `a line of exactly the limit is kept`() {
        var splitter = LineSplitter()
        let line = [UInt8](repeating: 0x61, count: Line.limit)
        #expect(splitter.push(line + [0x0A]) == [line])
    }
}

@Suite struct RecordTests {
    private let camera = Subject(rawValue: "camera/host")

    @Test func `a readings record is read as the protocol writes it`() throws {
        let line =
            #"{"record":"readings","t":81234567890123,"subject":"camera/host","values":{"camera.fps.delivered":29.97,"#
            + #""camera.present":true},"outcomes":{"camera.hdmi.signal":{"absent":"no HDMI input"}},"new-key":[1]}"#
        let record = try Line.decode(ProbeRecord.self, from: Array(line.utf8))
        guard case .readings(let readings) = record else {
            Issue.record("not a readings record: \(record)")
            return
        }
        #expect(readings.t == Instant(nanoseconds: 81_234_567_890_123))
        #expect(readings.subject == camera)
        #expect(
            readings.readings.map(\.outcome) == [
                .number(29.97), .absent("no HDMI input"), .flag(true),
            ])
    }

    @Test(arguments: [
        Outcome.number(29.97), .number(1), .number(-0.0), .number(1e-7), .number(1e300), .number(-144),
        .flag(true),
        .flag(false), .text(""), .text("1"), .text("a \"quote\", a \\ and\na line\u{1}\u{1F}"),
        .text("主播麦克风 🎙"),
        .absent("no HDMI input"), .unsupported("\\"), .denied(""), .failed("what is “this”"),
    ])
    func `every outcome reads back as it was written, whatever its text holds`(outcome: Outcome) throws {
        let subject = try #require(camera)
        let record = ReadingsRecord(
            t: Instant(nanoseconds: .max), subject: subject, all: ["a": outcome, "b": .number(1.5)])
        let line = try Line.encode(.readings(record))
        #expect(!line.dropLast().contains(0x0A))
        #expect(try Line.decode(ProbeRecord.self, from: line.dropLast()) == .readings(record))
    }

    @Test func `a number that JSON cannot say is refused`() throws {
        let subject = try #require(camera)
        let record = ReadingsRecord(t: .seconds(1), subject: subject, values: ["a": .number(.infinity)])
        #expect(throws: (any Error).self) { try Line.encode(.readings(record)) }
    }

    @Test func `every record reads back as it was written`() throws {
        let subject = try #require(camera)
        let records: [ProbeRecord] = [
            .device(
                DiscoveredDevice(
                    family: "camera", identity: ["serial": "A1"], name: "Cam", state: .text("free"))),
            .readings(
                ReadingsRecord(t: .seconds(1), subject: subject, all: ["a": .number(1), "b": .denied("no")])),
            .event(EventRecord(t: .seconds(2), subject: subject, event: "device.removed")),
            .alive(AliveRecord(t: .seconds(3), stuck: [subject], dropped: 4)), .done(id: 7),
            .refused(id: 8, reason: "busy"), .end,
        ]
        for record in records {
            let line = try Line.encode(record)
            #expect(line.last == 0x0A)
            #expect(try Line.decode(ProbeRecord.self, from: line.dropLast()) == record)
        }
    }

    @Test func `a record of another version is known as unknown`() throws {
        #expect(
            try Line.decode(ProbeRecord.self, from: Array(#"{"record":"hologram"}"#.utf8))
                == .unknown("hologram"))
    }

    @Test func `a number that is not finite becomes a reason`() throws {
        let record = ReadingsRecord(
            t: .seconds(1), subject: try #require(camera), all: ["a": .number(.infinity)])
        #expect(record.values.isEmpty)
        #expect(record.outcomes["a"] == .failed("not a finite number"))
    }

    @Test func `every command reads back as it was written`() throws {
        let subject = try #require(camera)
        let commands: [DeskCommand] = [
            .configure(
                Configuration(
                    mode: .active,
                    subjects: [SubjectConfiguration(subject: subject, match: ["serial": "A1B2"])],
                    seconds: 8)),
            .phase(PhaseReport(show: .live, outputs: [subject: .live])),
            .capture(CaptureRequest(id: 7, subject: subject, kind: "image/jpeg", file: "f.jpg")),
            .act(
                ActRequest(
                    id: 8, subject: subject, action: "obs.scene", arguments: ["scene": "B"], dryRun: true)),
        ]
        for command in commands {
            #expect(try Line.decode(DeskCommand.self, from: try Line.encode(command).dropLast()) == command)
        }
    }

    @Test func `a configuration needs only its subjects`() throws {
        let line = #"{"configure":{"mode":"passive","subjects":[{"subject":"camera/host"}]}}"#
        let command = try Line.decode(DeskCommand.self, from: Array(line.utf8))
        #expect(
            command
                == .configure(
                    Configuration(
                        mode: .passive, subjects: [SubjectConfiguration(subject: try #require(camera))])))
    }
}

import Foundation
import ProbeProtocol
import StudioModel
import TestSupport
import Testing

/// What is the same in every test of the contract: which probes there are, and how they are spoken to.
enum Contract {
    /// The built probe programs, by name.
    static let probes: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: SourceTree.built)) ?? []
        return names.filter { $0.hasPrefix("onair-probe-") && !$0.contains(".") }.sorted()
    }()

    /// A probe that hangs in its device keeps the same contract.
    static let probesAndHanging = probes + ["hanging-probe"]

    /// The contract's second, and what a busy machine adds to it.
    static let aSecond = Duration.seconds(1.5)

    static func subject(_ text: String) throws -> Subject { try #require(Subject(rawValue: text)) }

    static func start(_ probe: String, _ verb: String, isRead: Bool = true) throws -> RunningProgram {
        try RunningProgram(SourceTree.program(probe), [verb], isRead: isRead)
    }

    static func describe(_ probe: String) async throws -> ProbeDescription {
        let finished = try await RunningProgram.run(SourceTree.program(probe), ["describe"])
        return try Line.decode(ProbeDescription.self, from: Array(finished.output.utf8))
    }

    /// One command line.
    static func configure(_ subjects: [SubjectConfiguration], mode: Mode = .active, seconds: Double? = nil)
        -> String
    {
        let configuration = Configuration(mode: mode, subjects: subjects, seconds: seconds)
        let bytes = (try? Line.encode(DeskCommand.configure(configuration))) ?? []
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A subject of each of the probe's families that no device of this machine can be.
    static func strangers(_ description: ProbeDescription) -> [SubjectConfiguration] {
        description.families.compactMap { family in
            guard let subject = Subject(family: family, name: "stranger") else { return nil }
            var match = Dictionary(
                description.matchKeys.map { ($0, Value.text("no-such-thing")) },
                uniquingKeysWith: { first, _ in first })
            if family == "uplink" { match = ["host": "no-such-host.invalid", "port": 1935] }
            if family == "host" { match = ["path": "/no/such/folder"] }
            return SubjectConfiguration(subject: subject, match: match)
        }
    }
}

extension RunningProgram {
    /// The lines that are records of the protocol.
    var records: [ProbeRecord] {
        outputLines.compactMap { try? Line.decode(ProbeRecord.self, from: Array($0.utf8)) }
    }

    var heartbeats: [AliveRecord] {
        records.compactMap { if case .alive(let alive) = $0 { alive } else { nil } }
    }

    var readings: [ReadingsRecord] {
        records.compactMap { if case .readings(let record) = $0 { record } else { nil } }
    }
}

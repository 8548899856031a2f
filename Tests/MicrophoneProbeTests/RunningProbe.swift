import Foundation
import ProbeProtocol
import SoundLab
import StudioModel
import TestSupport

/// The built probe program, spoken to over its pipes as the desk does.
final class RunningProbe {
    private let program: SpawnedProgram
    private var input: Int32
    private let output: Int32
    private var splitter = LineSplitter()
    /// Everything it has said.
    private(set) var records: [ProbeRecord] = []

    init(_ verb: String, server: String) throws {
        var toProbe: [Int32] = [-1, -1]
        var fromProbe: [Int32] = [-1, -1]
        // Close-on-exec: a child that inherits the writing end of its own input never sees the input end.
        guard pipe(&toProbe) == 0, pipe(&fromProbe) == 0 else { throw POSIXError(.EMFILE) }
        for end in toProbe + fromProbe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(fromProbe[0], F_SETFL, O_NONBLOCK)
        let beside = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        program = try SpawnedProgram(
            [beside.appending(path: "onair-probe-microphone").path, verb],
            environment: ["PATH": "/usr/bin:/bin", "PULSE_SERVER": server],
            input: toProbe[0], output: fromProbe[1])
        close(toProbe[0])
        close(fromProbe[1])
        input = toProbe[1]
        output = fromProbe[0]
    }

    deinit {
        closeInput()
        close(output)
        program.terminate()
    }

    func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Ends the input and returns the exit code.
    func finish() -> Int32 {
        closeInput()
        return program.wait()
    }

    func configure(
        _ subject: String = "microphone/host", match: [String: Value], expect: [String: Value] = [:],
        mode: Mode = .active
    ) throws {
        let name = Subject(rawValue: subject).map {
            SubjectConfiguration(subject: $0, match: match, expect: expect)
        }
        try send(.configure(Configuration(mode: mode, subjects: name.map { [$0] } ?? [])))
    }

    func send(_ command: DeskCommand) throws {
        let line = try Line.encode(command)
        _ = line.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
    }

    /// Reads what has come.
    private func listen() {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            for line in splitter.push(buffer[..<count]) {
                if let record = try? Line.decode(ProbeRecord.self, from: line) { records.append(record) }
            }
        }
    }

    /// Waits for a record; those said before `mark` do not count.
    func says(within seconds: Double, since mark: Int = 0, _ test: (ProbeRecord) -> Bool) -> Bool {
        holds(within: seconds) {
            listen()
            return records.dropFirst(mark).contains(where: test)
        }
    }

    /// Waits for a metric's outcome to pass a test.
    /// - Returns: when it was read.
    func reads(
        _ metric: Metric, within seconds: Double, since mark: Int = 0, _ test: (Outcome) -> Bool
    ) -> Instant? {
        var found: Instant?
        let said = says(within: seconds, since: mark) { record in
            guard case .readings(let readings) = record else { return false }
            guard let outcome = readings.outcomes[metric] ?? readings.values[metric].map(Outcome.value),
                test(outcome)
            else { return false }
            found = readings.t
            return true
        }
        return said ? found : nil
    }

    var devices: [DiscoveredDevice] {
        records.compactMap { if case .device(let device) = $0 { device } else { nil } }
    }

    var events: [String] {
        records.compactMap { if case .event(let event) = $0 { event.event } else { nil } }
    }
}

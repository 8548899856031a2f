import Foundation
import Glibc
import ProbeProtocol
import StudioModel
import Synchronization
import SystemCalls
import Testing

/// The built probe program, run as the desk runs it.
final class ProbeRun {
    /// What the program has said so far.
    final class Inbox: Sendable {
        struct State: Sendable {
            var splitter = LineSplitter()
            var records: [ProbeRecord] = []
            var raw: [UInt8] = []
            var isClosed = false
        }
        let state = Mutex(State())

        func receive(_ bytes: ArraySlice<UInt8>) {
            state.withLock { state in
                state.raw += bytes
                for line in state.splitter.push(bytes) {
                    if let record = try? Line.decode(ProbeRecord.self, from: line) {
                        state.records.append(record)
                    }
                }
            }
        }
    }

    static let subject = Subject(rawValue: "output/main")
    let inbox = Inbox()
    private let process = Process()
    private let input = Pipe(), output = Pipe()

    /// Starts a verb; the probe lies beside the test program.
    init(_ verb: String) throws {
        let here = try #require(Files.realPath("/proc/self/exe"))
        let program = URL(filePath: here).deletingLastPathComponent().appending(path: "onair-probe-stream")
        process.executableURL = program
        process.arguments = [verb]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try output.fileHandleForWriting.close()
        let descriptor = output.fileHandleForReading.fileDescriptor
        let inbox = inbox
        try BlockingThread.start("probe output") {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while let count = try? buffer.withUnsafeMutableBytes({
                try Descriptors.read(descriptor, into: $0)
            }), count > 0 {
                inbox.receive(buffer[..<count])
            }
            inbox.state.withLock { $0.isClosed = true }
        }
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// Gives the probe its one output; the address goes over standard input only.
    func configure(url: String, asSecret: Bool = true, seconds: Double? = nil) throws {
        let configured = SubjectConfiguration(
            subject: try #require(Self.subject), match: asSecret ? [:] : ["url": .text(url)],
            secrets: asSecret ? ["url": url] : [:])
        let command = DeskCommand.configure(
            Configuration(mode: .active, subjects: [configured], seconds: seconds))
        try Descriptors.writeAll(try Line.encode(command), to: input.fileHandleForWriting.fileDescriptor)
    }

    /// Asks for evidence.
    func capture(_ id: Int, _ kind: String, to file: String) throws {
        let request = CaptureRequest(id: id, subject: try #require(Self.subject), kind: kind, file: file)
        try Descriptors.writeAll(
            try Line.encode(DeskCommand.capture(request)), to: input.fileHandleForWriting.fileDescriptor)
    }

    /// What came of a request; `nil` while there is no answer.
    func answer(to id: Int) -> ProbeRecord? {
        inbox.state.withLock(\.records).first { record in
            switch record {
            case .done(let request, _), .refused(let request, _): request == id
            default: false
            }
        }
    }

    /// Closes standard input, as a desk that has gone does.
    func closeInput() throws { try input.fileHandleForWriting.close() }

    var isRunning: Bool { process.isRunning }

    /// The command line and environment the kernel shows of it.
    var visibleToOthers: String {
        ["cmdline", "environ"].map { name in
            (try? Files.text("/proc/\(process.processIdentifier)/\(name)")) ?? ""
        }.joined()
    }

    /// Standard output and error, all of it.
    var everything: String { String(decoding: inbox.state.withLock(\.raw), as: UTF8.self) }

    private var records: [ReadingsRecord] {
        inbox.state.withLock(\.records).compactMap {
            if case .readings(let record) = $0 { record } else { nil }
        }
    }

    /// All outcomes of a metric, oldest first, with their time.
    func history(_ metric: Metric) -> [(at: Instant, outcome: Outcome)] {
        records.flatMap { record in
            record.readings.filter { $0.metric == metric }.map { ($0.at, $0.outcome) }
        }
    }

    /// The newest outcome of a metric.
    func outcome(_ metric: Metric) -> Outcome? { history(metric).last?.outcome }

    func number(_ metric: Metric) -> Double? { outcome(metric)?.value?.number }

    /// The events so far.
    var events: [String] {
        inbox.state.withLock(\.records).compactMap {
            if case .event(let record) = $0 { record.event } else { nil }
        }
    }

    /// Whether an inspection has said all.
    var hasEnded: Bool { inbox.state.withLock(\.isClosed) }
}

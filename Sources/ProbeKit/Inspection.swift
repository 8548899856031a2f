import Glibc
import ProbeProtocol
import StudioModel
import SystemCalls

/// The verb `inspect`: one configuration in, devices and readings out, end.
struct Inspection: ~Copyable {
    private let probe: any Probe
    private let description: ProbeDescription
    private let writer: RecordWriter
    private let states: StateBook
    private let board: SessionBoard

    init(_ probe: some Probe) throws {
        self.probe = probe
        description = type(of: probe).description
        writer = try RecordWriter(output: STDOUT_FILENO)
        states = StateBook(description)
        board = SessionBoard(
            probe: probe, writer: writer, states: states, phase: SharedPhase(), purpose: .inspect)
    }

    func run() throws {
        guard let configuration = try readConfiguration() else {
            FileOutput.standardError("inspect needs one {\"configure\":…} line on standard input")
            _exit(EX_DATAERR)
        }
        try writer.start()
        writer.write(.alive(AliveRecord(t: .now, stuck: [], dropped: 0)))
        if configuration.devices ?? true { try discover(within: configuration.seconds ?? 10) }
        try board.configure(configuration)
        let end = Instant.now.advanced(by: configuration.seconds ?? 10)
        while !board.running.isEmpty {
            let now = Instant.now
            if now >= end { break }
            writer.write(.alive(AliveRecord(t: now, stuck: board.stuck(at: now), dropped: writer.dropped)))
            try waitForSessions(until: min(end, now.advanced(by: 0.5)))
        }
        let late = board.running
        board.stopAll()
        // Sessions that answer the stop send their last readings; the others missed the deadline.
        try waitForSessions(until: .now.advanced(by: 0.3))
        reportLate(Set(late).intersection(board.running))
        writer.write(.end)
        let patience = Instant.now.advanced(by: 1)
        while !writer.isIdle, Instant.now < patience { _ = try Descriptors.waitReadable([], seconds: 0.01) }
        _exit(0)
    }

    /// Prints every device, on a thread of its own: a search that takes long, or hangs in a driver, does not make the
    /// probe look dead.
    private func discover(within seconds: Double) throws {
        let (probe, writer, done) = (probe, writer, try WakeDescriptor())
        try BlockingThread.start("devices") {
            for device in probe.discover() { writer.write(.device(device)) }
            done.wake()
        }
        let end = Instant.now.advanced(by: seconds)
        while Instant.now < end, try Descriptors.waitReadable([done.number], seconds: 0.5).isEmpty {
            writer.write(.alive(AliveRecord(t: .now, stuck: [], dropped: writer.dropped)))
        }
    }

    private func waitForSessions(until end: Instant) throws {
        while Instant.now < end, !board.running.isEmpty {
            _ = try Descriptors.waitReadable([], seconds: 0.01)
        }
    }

    /// A subject that said nothing and does not return is a finding, not a silence.
    private func reportLate(_ subjects: Set<Subject>) {
        for subject in subjects.sorted() where !states.hasWords(of: subject) {
            let metrics = description.metrics.map {
                ($0.name, Outcome.failed("the probe missed its deadline"))
            }
            let all = Dictionary(metrics, uniquingKeysWith: { first, _ in first })
            writer.write(ReadingsRecord(t: .now, subject: subject, all: all))
        }
    }

    private func readConfiguration() throws -> Configuration? {
        var splitter = LineSplitter()
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try Descriptors.read(STDIN_FILENO, into: $0) }
            // A last line without its newline still counts at the end of the input.
            let lines = splitter.push(count == 0 ? [0x0A] : Array(buffer[..<count]))
            for line in lines {
                if case .configure(let configuration)? = try? Line.decode(DeskCommand.self, from: line) {
                    return configuration
                }
            }
            if count == 0 { return nil }
        }
    }
}

import Glibc
import ProbeProtocol
import StudioModel
import SystemCalls

/// The verb `watch`: the calling thread becomes the heartbeat. It listens to standard input, says `alive` twice a
/// second, and leaves by `_exit` within a second of the input's end, whatever a device call does.
struct Watch: ~Copyable {
    private let writer: RecordWriter
    private let states: StateBook
    private let phase = SharedPhase()
    private let board: SessionBoard
    private let requests: RequestRunner
    private var splitter = LineSplitter()

    init(_ probe: some Probe) throws {
        writer = try RecordWriter(output: STDOUT_FILENO)
        states = StateBook(type(of: probe).description)
        board = SessionBoard(probe: probe, writer: writer, states: states, phase: phase, purpose: .watch)
        requests = RequestRunner(board: board, writer: writer)
    }

    /// Never returns to its caller with the input still open.
    mutating func run() throws {
        try writer.start()
        var nextAlive = Instant.now
        var nextStates = Instant.now.advanced(by: 5)
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let now = Instant.now
            if now >= nextAlive {
                sayAlive(at: now)
                nextAlive = now.advanced(by: 0.5)
            }
            if now >= nextStates {
                repeatStates(at: now)
                nextStates = now.advanced(by: 5)
            }
            let ready = try Descriptors.waitReadable(
                [STDIN_FILENO], seconds: max(0, nextAlive.seconds(since: now)))
            guard !ready.isEmpty else { continue }
            let count = try buffer.withUnsafeMutableBytes { try Descriptors.read(STDIN_FILENO, into: $0) }
            if count == 0 { leave() }
            for line in splitter.push(buffer[..<count]) { obey(line) }
        }
    }

    private func sayAlive(at now: Instant) {
        writer.write(.alive(AliveRecord(t: now, stuck: board.stuck(at: now), dropped: writer.dropped)))
    }

    private func repeatStates(at now: Instant) {
        for record in states.records(at: now, except: board.stuck(at: now)) { writer.write(record) }
    }

    private func obey(_ line: [UInt8]) {
        do {
            switch try Line.decode(DeskCommand.self, from: line) {
            case .configure(let configuration):
                try board.configure(configuration)
                repeatStates(at: .now)
            case .phase(let report): phase.report = report
            case .capture(let request): requests.capture(request)
            case .act(let request): requests.act(request)
            case .unknown(let key):
                FileOutput.standardError("ignored a command with the unknown key “\(key)”")
            }
        } catch {
            // The line may hold a secret, so it is not repeated.
            FileOutput.standardError("ignored a line that is not a command (\(line.count) bytes)")
        }
    }

    private func leave() -> Never {
        board.stopAll()
        // Half a second for sessions to release their devices; then the process goes, device or not.
        let end = Instant.now.advanced(by: 0.5)
        while Instant.now < end, !board.running.isEmpty {
            _ = try? Descriptors.waitReadable([], seconds: 0.02)
        }
        _exit(0)
    }
}

import ProbeProtocol
import StudioModel
import Synchronization
import SystemCalls

/// A session's way out: it sends readings here and learns here when to stop.
package final class Outlet: Sendable {
    package let subject: Subject
    package let mode: Mode
    package let purpose: Purpose
    /// When an inspection should have said everything; `nil` for a watch.
    private let end: Instant?
    /// When the rules have had an inspection's samples for as long as they ask.
    private let enough: Instant?
    private let stop: WakeDescriptor
    private let writer: RecordWriter
    private let states: StateBook
    private let shared: SharedPhase
    private let flags = Mutex(Flags())

    private struct Flags: Sendable {
        var stopping = false
        var ended = false
        var progress = Instant.now
    }

    init(
        subject: Subject, mode: Mode, purpose: Purpose, writer: RecordWriter, states: StateBook,
        phase: SharedPhase,
        seconds: Double? = nil, needs: Double? = nil
    ) throws {
        self.subject = subject
        self.mode = mode
        self.purpose = purpose
        self.writer = writer
        self.states = states
        shared = phase
        end = purpose == .inspect ? Instant.now.advanced(by: max(0, (seconds ?? 10) - 0.5)) : nil
        enough = purpose == .inspect ? Instant.now.advanced(by: needs ?? 0) : nil
        stop = try WakeDescriptor()
    }

    /// The phase of the show, as the desk last said it.
    package var phase: PhaseReport { shared.report }

    /// Whether the session should return.
    package var isStopping: Bool { flags.withLock(\.stopping) }

    /// Whether an inspection has used the time it was given: until then more samples make a better verdict.
    package var inspectionIsOver: Bool { end.map { Instant.now >= $0 } ?? false }

    /// How long an inspection may still take; `nil` for a watch.
    package var secondsLeft: Double? { end.map { $0.seconds(since: .now) } }

    /// Whether an inspection has looked for as long as any rule asks: for what costs nothing to look at, and is told
    /// whole by one look where no rule asks for more. Never in a watch.
    package var inspectionIsEnough: Bool { inspectionIsOver || enough.map { Instant.now >= $0 } ?? false }

    /// Becomes readable when stopping: belongs into every `poll` of the session.
    package var stopDescriptor: Int32 { stop.number }

    /// Says that the session gets on; to be called at least once a second. Two seconds without it, and the
    /// subject is listed as stuck.
    package func progress() {
        flags.withLock { $0.progress = .now }
    }

    /// Sends what was measured at one instant; counts as progress.
    package func send(_ outcomes: [Metric: Outcome], at instant: Instant = .now) {
        guard !outcomes.isEmpty else { return }
        let stopping = flags.withLock { flags in
            flags.progress = .now
            return flags.stopping && purpose == .watch
        }
        // A session that was replaced must not overwrite what its successor says.
        if stopping { return }
        let record = ReadingsRecord(t: instant, subject: subject, all: outcomes)
        states.note(record)
        writer.write(record)
    }

    /// Sends an edge; its state must be sent as a metric too.
    package func event(_ name: String, at instant: Instant = .now) {
        writer.write(EventRecord(t: instant, subject: subject, event: name))
    }

    /// Waits; counts as progress.
    /// - Returns: `false` as soon as the session should return.
    package func wait(seconds: Double) -> Bool {
        let end = Instant.now.advanced(by: seconds)
        while !isStopping {
            progress()
            let left = end.seconds(since: .now)
            if left <= 0 { return true }
            // Slices of a second keep the progress mark fresh.
            _ = try? Descriptors.waitReadable([stop.number], seconds: min(left, 1))
        }
        return false
    }

    func requestStop() {
        flags.withLock { $0.stopping = true }
        stop.wake()
    }

    func markEnded() {
        flags.withLock { $0.ended = true }
    }

    var hasEnded: Bool { flags.withLock(\.ended) }

    /// Whether no progress was made for two seconds.
    func isStuck(at instant: Instant) -> Bool {
        flags.withLock { !$0.ended && instant.seconds(since: $0.progress) > 2 }
    }
}

/// The phase every session of a probe sees.
package final class SharedPhase: Sendable {
    private let current = Mutex(PhaseReport())

    package init() {}

    package var report: PhaseReport {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}

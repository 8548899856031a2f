import ProbeProtocol
import StudioModel
import Synchronization

/// How a probe's process is getting on, judged by what it sends: a value behind a lock, shared by the reader of its
/// output and the watchdog.
final class ProbePulse: Sendable {
    /// What the watchdog concludes.
    enum Diagnosis: Hashable, Sendable {
        case well
        /// Nothing for 2 s.
        case late
        /// Nothing for 5 s, or a subject stuck for 5 s: it must be killed.
        case lost(String)
    }

    private struct State: Sendable {
        var lastAlive: Instant
        var isHeard = false
        var stuckSince: [Subject: Instant] = [:]
        var dropped = 0
        var window: Instant
        var records = 0
        var flooding = false
        var garbage = 0
    }

    /// More than this in one second is no measurement any more.
    private let recordsPerSecond: Int
    private let state: Mutex<State>

    init(startedAt instant: Instant, recordsPerSecond: Int = 5000) {
        self.recordsPerSecond = recordsPerSecond
        // A process that starts is given as long as one that runs.
        state = Mutex(State(lastAlive: instant, window: instant))
    }

    /// Whether the process has shown any sign of life.
    var isHeard: Bool { state.withLock(\.isHeard) }

    /// A heartbeat came.
    /// - Returns: whether it was the first.
    @discardableResult
    func heard(_ alive: AliveRecord, at instant: Instant) -> Bool {
        state.withLock { state in
            let isFirst = !state.isHeard
            state.isHeard = true
            state.lastAlive = instant
            state.dropped = alive.dropped
            state.stuckSince = alive.stuck.reduce(into: [:]) { since, subject in
                since[subject] = state.stuckSince[subject] ?? instant
            }
            return isFirst
        }
    }

    /// Records came, of whatever kind.
    func count(_ records: Int, garbage: Int, at instant: Instant) {
        state.withLock { state in
            if instant.seconds(since: state.window) >= 1 {
                state.window = instant
                state.records = 0
            }
            state.records += records + garbage
            state.garbage += garbage
            if state.records > recordsPerSecond { state.flooding = true }
        }
    }

    /// Why the process must be ended at once; `nil` while it keeps to a sane rate.
    var flood: String? { state.withLock(\.flooding) ? floodSentence : nil }

    private var floodSentence: String { "it floods: more than \(recordsPerSecond) records a second" }

    var dropped: Int { state.withLock(\.dropped) }
    var garbage: Int { state.withLock(\.garbage) }

    func diagnose(at instant: Instant) -> Diagnosis {
        state.withLock { state in
            if state.flooding { return .lost(floodSentence) }
            let silence = instant.seconds(since: state.lastAlive)
            if silence >= 5 { return .lost("no sign of life for 5 s") }
            for (subject, since) in state.stuckSince.sorted(by: { $0.key < $1.key })
            where instant.seconds(since: since) >= 3 {
                // It is listed after two seconds without progress; three more make five.
                return .lost("\(subject) hangs in a device call")
            }
            return silence >= 2 ? .late : .well
        }
    }
}

internal import CFFmpeg
internal import Redaction
internal import Synchronization

/// The library's own log, taken away from stderr: its last lines, redacted, kept as the cause of an error.
/// (libavformat often returns a bare "Input/output error" and says what happened only here.)
package enum LibraryLog {
    private struct State: Sendable {
        var redactor = Redactor([String]())
        var secrets: Set<String> = []
        var lines: [String] = []
        var count = 0
    }

    private static let state = Mutex(State())
    /// Lines kept; an error's cause is among the last few.
    private static let capacity = 32

    /// Redirects the log and draws in the library's unbounded waits. Runs once.
    private static let started: Void = {
        onair_av_bound_resolver()
        onair_av_quieten_srt()
        onair_av_redirect_log { _, line, cut in
            guard let line else { return }
            LibraryLog.receive(String(cString: line), cut: cut != 0)
        }
    }()

    /// Must run before any other call into the library.
    package static func start() { started }

    /// From now on these secrets, and whatever may be a key in these addresses, appear in no line kept.
    package static func hide(_ secrets: [String]) {
        state.withLock { state in
            state.secrets.formUnion(secrets)
            state.redactor = Redactor(state.secrets)
        }
    }

    /// A text of ours or the library's, without the secrets hidden so far.
    package static func redact(_ text: String) -> String {
        state.withLock { $0.redactor }.redacted(line: text)
    }

    /// How many lines there were so far; a mark for `lines(since:)`.
    static var mark: Int { state.withLock { $0.count } }

    /// The lines since a mark, at most the last 32.
    package static func lines(since mark: Int) -> [String] {
        state.withLock { Array($0.lines.suffix(max(0, min($0.count - mark, $0.lines.count)))) }
    }

    /// `[srt @ 0x7f98fc001e40] text` without the pointer, which says nothing to anybody.
    private static func withoutPointer(_ line: String) -> String {
        guard line.hasPrefix("["), let at = line.firstRange(of: " @ 0x"),
            let bracket = line[at.upperBound...].firstIndex(of: "]")
        else { return line }
        return String(line[..<at.lowerBound] + line[bracket...])
    }

    private static func receive(_ line: String, cut: Bool) {
        state.withLock { state in
            let text = withoutPointer(state.redactor.redacted(line: line, cut: cut))
            guard !text.isEmpty else { return }
            state.count += 1
            state.lines.append(text)
            if state.lines.count > capacity { state.lines.removeFirst() }
        }
    }
}

import Redaction
import StudioModel
import Synchronization

/// How a probe's process ended, and what it wrote for people before that.
struct LastWords: Hashable, Sendable {
    var reason: String
    /// The newest lines of its standard error, without secrets.
    var lines: [String]

    /// As a file of evidence.
    var text: String { ([reason] + lines).joined(separator: "\n") + "\n" }
}

/// The newest lines of a process's standard error: bounded, however much it writes.
final class StandardErrorTail: Sendable {
    private static let mostLines = 40
    private static let mostBytes = 500

    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    /// - Returns: the line as it may be shown.
    func add(_ line: [UInt8], hiding secrets: Redactor) -> String {
        // Masked before it is cut, so that half a secret does not slip through.
        let whole = secrets.redacted(String(decoding: line, as: UTF8.self))
        let text = String(decoding: whole.utf8.prefix(Self.mostBytes), as: UTF8.self)
        kept.withLock { lines in
            if lines.count >= Self.mostLines { lines.removeFirst() }
            lines.append(text)
        }
        return text
    }
}

import FoundationEssentials
import Synchronization

/// What `onair watch --headless --json` said, with the moment each line came.
package final class TransitionLog: Sendable {
    /// The part of a transition's line that is looked at here.
    package struct Line: Decodable, Sendable {
        package let event: String
        package let rule: String
        package let title: String
    }

    private struct Seen: Sendable {
        let line: Line
        let at: ContinuousClock.Instant
    }

    private let seen = Mutex<[Seen]>([])

    package init() {}

    /// Takes a line of the watch.
    /// - Returns: what it says; `nil` when it is no transition.
    @discardableResult
    package func note(_ text: String) -> Line? {
        let now = ContinuousClock.now
        guard let line = try? JSONDecoder().decode(Line.self, from: Data(text.utf8)) else { return nil }
        seen.withLock { $0.append(Seen(line: line, at: now)) }
        return line
    }

    /// When the last line came.
    package var last: ContinuousClock.Instant? { seen.withLock { $0.last?.at } }

    /// Waits for a transition that comes after a moment.
    /// - Returns: after how many seconds it came; `nil` when it did not in time.
    package func seen(
        _ event: String, _ rule: String, since began: ContinuousClock.Instant, within limit: Double
    ) async -> Double? {
        let deadline = began.advanced(by: .seconds(limit))
        while ContinuousClock.now < deadline {
            let found = seen.withLock { seen in
                seen.first { $0.line.event == event && $0.line.rule == rule && $0.at >= began }?.at
            }
            if let found { return began.duration(to: found) / .seconds(1) }
            guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { return nil }
        }
        return nil
    }
}

import FoundationEssentials
import StudioModel
import Synchronization

/// Reads what the watch prints, with the moment each line came.
final class DemoWatcher: Sendable {
    private struct Line: Decodable {
        let event: String
        let rule: String
        let title: String
    }

    private struct Seen: Sendable {
        let event: String
        let rule: String
        let at: ContinuousClock.Instant
    }

    private let onair: OnAirProgram
    private let seen = Mutex<[Seen]>([])

    init(onair: OnAirProgram) {
        self.onair = onair
    }

    /// Runs the watch until cancelled.
    func run() async throws {
        try await onair.watch { [self] text in
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(text.utf8)) else { return }
            seen.withLock { $0.append(Seen(event: line.event, rule: line.rule, at: .now)) }
            Terminal.standardOutput("    \(line.event)  \(line.title)  (\(line.rule))")
        }
    }

    /// - Returns: after how many seconds the transition came; `nil` when it did not in time.
    func seen(
        _ event: String, _ rule: String, since began: ContinuousClock.Instant, within limit: Double = 6
    ) async -> Double? {
        let end = began.advanced(by: .seconds(limit + 30))
        let deadline = event == "raised" ? began.advanced(by: .seconds(limit)) : end
        while ContinuousClock.now < deadline {
            let found = seen.withLock { seen in
                seen.first { $0.event == event && $0.rule == rule && $0.at >= began }?.at
            }
            if let found { return began.duration(to: found) / .seconds(1) }
            guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { return nil }
        }
        return nil
    }

    /// Waits until no alarm stands and nothing has changed for three seconds: the probes have settled.
    func isSteady() async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(30))
        let began = ContinuousClock.now
        while ContinuousClock.now < end {
            let last = seen.withLock { $0.last?.at } ?? began
            if max(last, began).duration(to: .now) > .seconds(3) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Lets the fault stand for a while, so that its consequences show.
    func pass(seconds: Double) async throws {
        try await Task.sleep(for: .seconds(seconds))
    }
}

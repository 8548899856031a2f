import DemoStudio

/// Runs the watch, shows the person what it says, and remembers it.
final class DemoWatcher: Sendable {
    private let onair: OnAirProgram
    private let log = TransitionLog()

    init(onair: OnAirProgram) {
        self.onair = onair
    }

    /// Runs the watch until cancelled.
    func run() async throws {
        try await onair.watch { [log] text in
            guard let line = log.note(text) else { return }
            Terminal.line("    \(line.event)  \(line.title)  (\(line.rule))")
        }
    }

    /// - Returns: after how many seconds the transition came; `nil` when it did not in time.
    func seen(
        _ event: String, _ rule: String, since began: ContinuousClock.Instant, within limit: Double = 6
    ) async throws -> Double? {
        // What clears may do so long after the fault began, and the fault itself stands for a while.
        let seconds = await log.seen(
            event, rule, since: began, within: event == "raised" ? limit : limit + 30)
        // Who was interrupted has not seen that it did not come.
        try Task.checkCancellation()
        return seconds
    }

    /// Waits until no alarm stands and nothing has changed for three seconds: the probes have settled.
    func isSteady() async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(30))
        let began = ContinuousClock.now
        while ContinuousClock.now < end {
            let last = log.last ?? began
            if max(last, began).duration(to: .now) > .seconds(3) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Lets the fault stand for a while, so that its consequences show.
    func pass(seconds: Double) async throws {
        try await Task.sleep(for: .seconds(seconds))
    }
}

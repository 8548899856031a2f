import Desk
import StudioModel
import SystemCalls

/// Prints transitions without a screen: one JSON object each, or one line for people.
struct TransitionPrinter: Sendable {
    let isJSON: Bool
    let isQuiet: Bool
    let language: Language
    let studio: Studio

    /// The documented shape, `onair.transition/1`.
    private struct Line: Encodable {
        let schema = "onair.transition/1"
        let event: Transition.Event
        let rule: String
        let subject: Subject
        let state: AlarmState
        let level: AlarmLevel
        let at: WallTime
        let since: WallTime
        let metric: Metric?
        let value: Value?
        let limit: String?
        let because: [AlarmKey]
        let reason: String?
        let title: String
    }

    /// - Returns: `false` when nobody can read it any more.
    func print(_ transitions: [Transition]) -> Bool {
        guard !isQuiet else { return true }
        return transitions.allSatisfy { transition in
            guard isJSON else { return Terminal.trySay(text(transition)) }
            return (try? JSONText.line(line(transition))).map(Terminal.trySay) ?? true
        }
    }

    /// Prints what comes until the stream ends. A slow reader delays only the printing; when the reader is gone the
    /// watch goes on, and says so once.
    func printAll(_ stream: AsyncStream<[Transition]>) async {
        for await transitions in stream where !print(transitions) {
            Terminal.standardError("onair: nobody reads standard output any more; watching goes on")
            return
        }
    }

    private func line(_ transition: Transition) -> Line {
        Line(
            event: transition.event, rule: transition.rule, subject: transition.subject,
            state: transition.state,
            level: transition.level, at: wall(transition.at), since: wall(transition.since),
            metric: transition.metric, value: transition.value, limit: transition.limit,
            because: transition.because,
            reason: transition.reason, title: title(transition))
    }

    private func text(_ transition: Transition) -> String {
        let because =
            transition.because.isEmpty
            ? ""
            : (language == .chinese ? "  起因：" : "  because of ")
                + transition.because.map(\.description).joined(separator: ", ")
        return
            "\(IncidentText.clock(wall(transition.at)))  \(transition.event.rawValue)  \(title(transition))"
            + "  (\(transition.rule) @ \(transition.subject))\(because)"
    }

    private func title(_ transition: Transition) -> String {
        let name = studio.watched(transition.subject)?.title?[language] ?? transition.subject.rawValue
        let rule = studio.rules.first { $0.id == transition.rule }.map {
            Opening.fault($0, transition)[language]
        }
        return name + (language == .chinese ? "：" : ": ") + (rule ?? transition.rule)
    }

    private func wall(_ instant: Instant) -> WallTime {
        let ago = Instant(nanoseconds: Clocks.monotonicNanoseconds).seconds(since: instant)
        return WallTime(milliseconds: Clocks.wallMilliseconds).advanced(by: -ago)
    }
}

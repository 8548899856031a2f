import Desk
import Monitor
import StudioModel
import SystemCalls

/// Prints transitions without a screen: one JSON object each, or one line for people.
struct TransitionPrinter: Sendable {
    let isJSON: Bool
    let isQuiet: Bool
    let language: Language
    let studio: Studio
    let losses: @Sendable () -> LiveState.Losses

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
        /// Readings so far that were cut off in a flood, and that came too late to be judged.
        let lost_readings: Int
        let late_readings: Int
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
            Terminal.standardError(
                language == .chinese
                    ? "onair: 标准输出已无人读取；监看继续"
                    : "onair: nobody reads standard output any more; watching goes on")
            return
        }
    }

    /// Says on standard error when readings were lost or came late: a watch without a screen has no other place for it.
    func reportLosses() async {
        var said: LiveState.Losses?
        while !isQuiet, (try? await Task.sleep(for: .seconds(10))) != nil {
            let now = losses()
            guard !now.isNone, now != said else { continue }
            said = now
            Terminal.standardError(
                language == .chinese
                    ? "onair: 读数丢失 \(now.lost)，迟到 \(now.late)"
                    : "onair: \(now.lost) readings lost, \(now.late) late")
        }
    }

    private func line(_ transition: Transition) -> Line {
        let losses = losses()
        return Line(
            event: transition.event, rule: transition.rule, subject: transition.subject,
            state: transition.state,
            level: transition.level, at: wall(transition.at), since: wall(transition.since),
            metric: transition.metric, value: transition.value, limit: transition.limit,
            because: transition.because,
            reason: transition.reason, title: title(transition), lost_readings: losses.lost,
            late_readings: losses.late)
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

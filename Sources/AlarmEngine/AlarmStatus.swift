import StudioModel

/// One alarm as a view shows it.
package struct AlarmStatus: Hashable, Codable, Sendable {
    package var key: AlarmKey
    package var state: AlarmState
    package var level: AlarmLevel
    /// Since when it stands or is about to; `nil` while in order.
    package var since: Instant?
    package var metric: Metric?
    package var value: Value?
    package var limit: String?
    package var because: [AlarmKey]
    /// Why nothing can be said, where nothing can.
    package var reason: String?
    /// Whether the rule may alarm in the subject's phase.
    package var isJudged: Bool
    package var silencedUntil: Instant?
}

extension AlarmEngine {
    /// Every alarm as it stands at the newest step, in the order of their keys.
    package func snapshot() -> [AlarmStatus] {
        alarms.indices.map(status).sorted { $0.key < $1.key }
    }

    /// One alarm as it stands at the newest step.
    package func status(of key: AlarmKey) -> AlarmStatus? { index[key].map(status) }

    private func status(_ place: Int) -> AlarmStatus {
        let alarm = alarms[place]
        let now = now ?? Instant(nanoseconds: 0)
        let begun = [alarm.failSince, alarm.warnSince].compactMap { $0 }.min()
        return AlarmStatus(
            key: alarm.key, state: alarm.state(at: now), level: alarm.level,
            since: alarm.standing == .none ? begun : alarm.since, metric: alarm.metric,
            value: alarm.value(series, windows), limit: alarm.limit,
            because: alarm.because.map { alarms[$0].key },
            reason: alarm.standing == .noData ? alarm.missing(at: now, series) : alarm.unknown,
            isJudged: alarm.activeSince != nil, silencedUntil: alarm.silence.map(\.until))
    }
}

import StudioModel

extension AlarmEngine {
    /// The end of a step: what stands now, and, causes first, what people are told of it.
    mutating func settle(at now: Instant, into transitions: inout [Transition]) {
        for alarm in alarms.indices {
            endSilence(alarm, now, &transitions)
            guard alarms[alarm].activeSince != nil else { continue }
            stand(alarm, now, &transitions)
        }
        for alarm in order where alarms[alarm].standing == .firing {
            announceFiring(alarm, now, &transitions)
        }
        for members in speakers { announceNoData(members, now, &transitions) }
    }

    /// Begins and ends what stands.
    private mutating func stand(_ place: Int, _ now: Instant, _ transitions: inout [Transition]) {
        switch alarms[place].standing {
        case .none:
            if let held = alarms[place].heldLevel(now, series) {
                begin(place, .firing, level: held.level, since: held.since, now)
            } else if let silent = alarms[place].silentSince(now, started: started ?? now, series) {
                begin(place, .noData, level: alarms[place].fail == nil ? .warn : .fail, since: silent, now)
            }
        case .firing:
            standOn(place, now, &transitions)
        case .noData:
            if let held = alarms[place].heldLevel(now, series) {
                // The data are back, and they are bad: it is told anew, as what it is now.
                begin(place, .firing, level: held.level, since: held.since, now)
                alarms[place].announced = .nothing
            } else {
                noteReturn(of: place, now)
                guard let back = alarms[place].backSince, now.seconds(since: back) >= alarms[place].clear,
                    alarms[place].hasData(series)
                else { return }
                clear(place, now, &transitions, reason: alarms[place].unknown)
            }
        }
    }

    private mutating func noteReturn(of place: Int, _ now: Instant) {
        let isSilent = alarms[place].silentSince(now, started: started ?? now, series) != nil
        alarms[place].backSince = isSilent ? nil : alarms[place].backSince ?? now
    }

    private mutating func begin(
        _ place: Int, _ standing: WatchedAlarm.Standing, level: AlarmLevel, since: Instant, _ now: Instant
    ) {
        alarms[place].standing = standing
        alarms[place].standingSince = now
        alarms[place].since = since
        alarms[place].level = level
    }

    /// A standing alarm changes its level, is over, or goes on.
    private mutating func standOn(_ place: Int, _ now: Instant, _ transitions: inout [Transition]) {
        if let okSince = alarms[place].okSince {
            let seconds = alarms[place].flaps.isFlapping ? EngineTimes.flapWindow : alarms[place].clear
            guard alarms[place].isOver(okSince, seconds, now, series) else { return }
            if alarms[place].announced == .asRoot, alarms[place].flaps.turnsFlapping(at: now) {
                return say(.flapping, place, now, &transitions)
            }
            return clear(place, now, &transitions)
        }
        guard let held = alarms[place].heldLevel(now, series), held.level != alarms[place].level else {
            return
        }
        if held.level == .warn {
            guard let below = alarms[place].belowFailSince,
                alarms[place].isOver(below, alarms[place].clear, now, series)
            else { return }
        }
        alarms[place].level = held.level
        if alarms[place].announced == .asRoot { say(.changed, place, now, &transitions) }
    }

    /// Ends an alarm; it is said when its beginning was.
    mutating func clear(
        _ place: Int, _ now: Instant, _ transitions: inout [Transition], reason: String? = nil
    ) {
        let wasSaid = alarms[place].announced != .nothing
        if wasSaid, alarms[place].standing == .firing { alarms[place].endedAt = now }
        alarms[place].standing = .none
        alarms[place].announced = .nothing
        alarms[place].because = []
        alarms[place].orphanedSince = nil
        alarms[place].backSince = nil
        if alarms[place].flaps.isFlapping { alarms[place].flaps.quiet() }
        guard wasSaid else { return }
        if alarms[place].silence?.heldBack == true {
            alarms[place].silence?.heldBack = false
            return
        }
        var transition = transition(.cleared, place, now)
        transition.state = .ok
        transition.reason = reason
        transitions.append(transition)
    }

    /// Puts a transition out, unless a person silenced the alarm.
    mutating func say(
        _ event: Transition.Event, _ place: Int, _ now: Instant, _ transitions: inout [Transition]
    ) {
        if alarms[place].silence?.isOn(now) == true, event != .silenced {
            if event == .raised || event == .noData { alarms[place].silence?.heldBack = true }
            return
        }
        transitions.append(transition(event, place, now))
    }

    func transition(_ event: Transition.Event, _ place: Int, _ now: Instant) -> Transition {
        let alarm = alarms[place]
        return Transition(
            event: event, rule: alarm.key.rule, subject: alarm.key.subject, state: alarm.state(at: now),
            level: alarm.level, at: now, since: alarm.since, metric: alarm.metric,
            value: alarm.value(series, windows), limit: alarm.limit,
            because: alarm.because.map { alarms[$0].key },
            reason: alarm.standing == .noData ? alarm.missing(at: now, series) : nil)
    }
}

extension WatchedAlarm {
    /// Whether every metric it needs has a value, or is said to be absent or unsupported.
    func hasData(_ series: [Series]) -> Bool {
        self.series.allSatisfy { place in
            switch series[place].outcome {
            case .value, .absent, .unsupported: true
            case nil, .denied, .failed: false
            }
        }
    }

    /// Which metric has no data, and why.
    func missing(at now: Instant, _ series: [Series]) -> String {
        let worst = self.series.min { left, right in
            (series[left].at ?? Instant(nanoseconds: 0)) < (series[right].at ?? Instant(nanoseconds: 0))
        }
        guard let worst else { return "no data" }
        if let trouble = self.series.first(where: { series[$0].troubledSince != nil }) {
            return "\(series[trouble].metric): \(series[trouble].outcome.map { "\($0)" } ?? "no reading")"
        }
        guard let at = series[worst].at else { return "\(series[worst].metric): no reading yet" }
        let seconds = Value.plain((now.seconds(since: at) * 10).rounded() / 10)
        return "\(series[worst].metric): no reading for \(seconds) s"
    }
}

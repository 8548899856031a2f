import StudioModel

extension AlarmEngine {
    /// Raises a firing alarm, or says what explains it.
    mutating func announceFiring(_ place: Int, _ now: Instant, _ transitions: inout [Transition]) {
        var roots: [Int] = []
        var mayCome = false
        var mustWait = false
        var ended: Instant?
        for cause in alarms[place].explainers where alarms[cause].activeSince != nil {
            mayCome = true
            // A cause that stood when this began may still be felt downstream.
            if let end = alarms[cause].endedAt, end >= alarms[place].since { ended = max(ended ?? end, end) }
            guard alarms[cause].standing == .firing else { continue }
            switch alarms[cause].announced {
            case .nothing: mustWait = true
            case .asRoot: if !roots.contains(cause) { roots.append(cause) }
            case .asExplained:
                for root in alarms[cause].because where !roots.contains(root) { roots.append(root) }
            }
        }
        if alarms[place].announced == .nothing, let ended, roots.isEmpty {
            let isOver = now.seconds(since: ended) >= alarms[place].patience(at: now, series)
            mustWait = mustWait || !isOver || !alarms[place].holds(at: now, series)
        }
        announce(place, roots, settles: mayCome, waits: mustWait, .raised, now, &transitions)
    }

    /// Of the alarms of one subject that have no data, one speaks; it, too, only when nothing explains it.
    ///
    /// What stops a subject's readings is one fault, and seldom the subject's: the probe that is lost
    /// explains it, or what fires on the subject already and is at least as severe (a mere notice must not
    /// hide it).
    mutating func announceNoData(_ members: [Int], _ now: Instant, _ transitions: inout [Transition]) {
        var speaker = members.first { alarms[$0].standing == .noData && alarms[$0].announced == .asRoot }
        for place in members where alarms[place].standing == .noData {
            let peers = members.filter { alarms[$0].severity >= alarms[place].severity }
            let causes = (alarms[place].explainers + alarms[place].probeAlarms + peers).filter {
                alarms[$0].standing == .firing && alarms[$0].announced != .nothing
            }
            var roots: [Int] = []
            for cause in causes {
                let found = alarms[cause].announced == .asRoot ? [cause] : alarms[cause].because
                for root in found where root != place && !roots.contains(root) { roots.append(root) }
            }
            if roots.isEmpty, let speaker, speaker != place {
                if alarms[speaker].announced == .nothing { continue }
                roots = alarms[speaker].announced == .asRoot ? [speaker] : alarms[speaker].because
            }
            announce(place, roots, settles: true, waits: false, .noData, now, &transitions)
            speaker = speaker ?? place
        }
    }

    private mutating func announce(
        _ place: Int, _ roots: [Int], settles: Bool, waits: Bool, _ event: Transition.Event, _ now: Instant,
        _ transitions: inout [Transition]
    ) {
        guard roots.isEmpty else { return explain(place, by: roots, now, &transitions) }
        switch alarms[place].announced {
        case .asRoot:
            return
        case .nothing:
            guard !waits, !settles || now.seconds(since: alarms[place].standingSince) >= EngineTimes.settle
            else { return }
            raise(place, event, now, &transitions)
        case .asExplained:
            // What explained it is over. If it holds all the same, it is a fault of its own.
            let since = alarms[place].orphanedSince ?? now
            alarms[place].orphanedSince = since
            guard !waits, alarms[place].okSince == nil,
                now.seconds(since: since) >= alarms[place].patience(at: now, series)
            else { return }
            if alarms[place].holds(at: now, series) {
                raise(place, event, now, &transitions)
            } else {
                clear(place, now, &transitions, reason: alarms[place].unknown)
            }
        }
    }

    private mutating func raise(
        _ place: Int, _ event: Transition.Event, _ now: Instant, _ transitions: inout [Transition]
    ) {
        alarms[place].announced = .asRoot
        alarms[place].because = []
        alarms[place].orphanedSince = nil
        if event == .raised, !alarms[place].flaps.isFlapping { alarms[place].flaps.raised(at: now) }
        say(event, place, now, &transitions)
    }

    private mutating func explain(
        _ place: Int, by roots: [Int], _ now: Instant, _ transitions: inout [Transition]
    ) {
        let before = alarms[place].because
        let announced = alarms[place].announced
        alarms[place].because = roots
        alarms[place].announced = .asExplained
        alarms[place].orphanedSince = nil
        switch announced {
        case .nothing: say(.inhibited, place, now, &transitions)
        case .asRoot: say(.rerooted, place, now, &transitions)
        case .asExplained:
            // A further root changes nothing for people; the loss of the one they know does.
            if let known = before.first, !roots.contains(known) { say(.rerooted, place, now, &transitions) }
        }
    }
}

extension WatchedAlarm {
    /// Whether what stands is so at this moment, not merely not over yet.
    func holds(at now: Instant, _ series: [Series]) -> Bool {
        standing == .noData ? silentSince(now, started: since, series) != nil : isMet
    }

    /// Seconds that what outlives its cause is given before it counts as a fault of its own: the sound of a
    /// microphone that is open again arrives downstream some seconds later. It is what it would take to clear
    /// and to be raised anew; readings that stopped have the time in which a probe opens its devices.
    func patience(at now: Instant, _ series: [Series]) -> Double {
        guard holds(at: now, series) else { return clear }
        let anew = standing == .noData ? EngineTimes.firstReading : (level == .fail ? fail : warn)?.hold ?? 0
        return max(EngineTimes.settle, clear + anew)
    }
}

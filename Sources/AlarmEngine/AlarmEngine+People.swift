import StudioModel

extension AlarmEngine {
    /// Sets the phase. Alarms that do not belong to their subject's phase are cleared, with the phase as the
    /// reason.
    package mutating func setPhase(_ report: PhaseReport, at instant: Instant) -> [Transition] {
        var transitions = advance(to: instant, with: [])
        phase = report
        for place in alarms.indices {
            let current = report.phase(of: alarms[place].key.subject)
            if alarms[place].phases.contains(current) {
                alarms[place].activeSince = alarms[place].activeSince ?? instant
            } else if alarms[place].activeSince != nil {
                clear(
                    place, max(instant, now ?? instant), &transitions,
                    reason: "not judged in phase \(current.rawValue)")
                alarms[place].activeSince = nil
                alarms[place].flaps.quiet()
                alarms[place].drift?.restart()
            }
        }
        return transitions
    }

    /// Silences an alarm until then; without a time, ends its silence. The next `advance` says so.
    package mutating func silence(_ key: AlarmKey, until: Instant?) {
        guard let place = index[key] else { return }
        if let until {
            let before = alarms[place].silence
            alarms[place].silence = Silence(until: until, heldBack: before?.heldBack ?? false)
        } else {
            alarms[place].silence?.until = Instant(nanoseconds: 0)
        }
    }

    /// Says that a silence began or ended; what was held back meanwhile and still stands is raised now.
    mutating func endSilence(_ place: Int, _ now: Instant, _ transitions: inout [Transition]) {
        guard let silence = alarms[place].silence else { return }
        if silence.isOn(now) {
            guard !silence.isSaid else { return }
            alarms[place].silence?.isSaid = true
            return transitions.append(transition(.silenced, place, now))
        }
        alarms[place].silence = nil
        if silence.isSaid { transitions.append(transition(.silenced, place, now)) }
        guard silence.heldBack, alarms[place].announced == .asRoot else { return }
        say(alarms[place].standing == .noData ? .noData : .raised, place, now, &transitions)
    }
}

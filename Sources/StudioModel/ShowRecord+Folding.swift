extension ShowRecord {
    /// Takes in the next entry. An entry that was taken in already is passed over.
    package mutating func apply(_ entry: JournalEntry) {
        guard entry.sequence > lastSequence else { return }
        lastSequence = entry.sequence
        lastAt = entry.at
        clock.apply(entry.event)
        standing.apply(entry.event)
        apply(entry.event, at: entry.at)
    }

    private mutating func apply(_ event: StudioEvent, at time: WallTime) {
        switch event {
        case .showStarted(let show, let studio): start(show, studio: studio, at: time)
        case .phaseChanged(let phase, let output, let person):
            change(to: phase, output: output, by: person, at: time)
        case .watchStarted(let process, let boot):
            watches.append(Watch(process: process, boot: boot, startedAt: time, lastSeenAt: time))
        case .watchStopped(let reason): stopWatch(reason, at: time)
        case .clockMapped: seeWatch(at: time)
        case .transition(let transition):
            seeWatch(at: time)
            let held = transition.at.seconds(since: transition.since)
            transitions.append(
                RecordedTransition(at: time, since: time.advanced(by: -max(0, held)), transition: transition))
        case .incidentOpened(let incident):
            if incident.root != nil { seeWatch(at: time) }
            open(incident)
        case .signed(let signature): signatures.append(signature)
        case .waived(let address, let waiver): waivers[address] = waiver
        case .silenced(let alarm, let until, let person, let reason):
            silences[alarm] = until.map { Silencing(alarm: alarm, until: $0, by: person, reason: reason) }
        case .checked(let summary): checks.append(RecordedCheck(at: time, summary: summary))
        default:
            // The rest is about one incident; an event that this version knows nothing of is about none.
            guard let index = incidents.firstIndex(where: { $0.id == event.incident }) else { return }
            incidents[index].apply(event, at: time)
        }
    }

    /// A new show takes over what was prepared for it: signatures, waivers and checks since the one before ended.
    private mutating func start(_ show: String, studio: String, at time: WallTime) {
        guard show != self.show else { return }
        var next = ShowRecord()
        next.show = show
        next.studio = studio
        next.startedAt = time
        next.clock = clock
        next.lastSequence = lastSequence
        next.lastAt = lastAt
        if self.show == nil || endedAt != nil {
            let since = endedAt ?? WallTime(milliseconds: .min)
            next.signatures = signatures.filter { $0.at >= since }
            next.waivers = waivers.filter { $0.value.until > time }
            next.checks = checks.filter { $0.at >= since }
        }
        self = next
    }

    private mutating func change(to phase: Phase, output: Subject?, by person: String, at time: WallTime) {
        phases.append(PhaseChange(at: time, phase: phase, output: output, by: person))
        if let output {
            self.phase.outputs[output] = phase
        } else {
            self.phase.show = phase
            // The show's end is the end of every output.
            if phase == .end {
                self.phase.outputs = [:]
                endedAt = endedAt ?? time
            }
        }
    }

    private mutating func stopWatch(_ reason: String, at time: WallTime) {
        guard let index = watches.lastIndex(where: { $0.stoppedAt == nil }) else { return }
        watches[index].stoppedAt = time
        watches[index].lastSeenAt = time
        watches[index].reason = reason
    }

    private mutating func seeWatch(at time: WallTime) {
        guard let last = watches.indices.last, watches[last].stoppedAt == nil else { return }
        watches[last].lastSeenAt = time
    }

    private mutating func open(_ incident: Incident) {
        guard !incidents.contains(where: { $0.id == incident.id }) else { return }
        incidents.append(incident)
    }
}

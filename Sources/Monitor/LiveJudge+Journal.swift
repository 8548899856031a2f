import AlarmEngine
import Desk
import Journal
import StudioModel

/// What the judge writes to the journal, and what it reads there of others.
extension LiveJudge {
    /// Writes what happened now.
    mutating func note(_ events: [StudioEvent]) {
        apply(keeper.keep(events, wall: clock.wall(), monotonic: clock.now()))
    }

    /// Takes in what other processes wrote: acknowledgements, steps, phases, silences.
    /// - Returns: the phase, when it is another than was announced.
    mutating func follow() -> PhaseReport? {
        if keeper.retry(wall: clock.wall(), monotonic: clock.now()) { mustReread = true }
        // The head is asked rather than SQLite's data_version: keys of the live view write through this connection too.
        if mustReread || (try? journal.anchor().sequence) != record.lastSequence {
            if let page = try? journal.entries(after: record.lastSequence) {
                mustReread = false
                take(page.entries)
                if mustRebuild, keeper.trouble == nil {
                    desk = IncidentDesk(
                        studio: plan.studio, show: show, incidents: record.incidents,
                        standing: record.standing)
                    mustRebuild = false
                }
            } else {
                mustReread = true
            }
        }
        noteWhatWasTold()
        return newPhase
    }

    /// Writes what waits; before the watch ends.
    /// - Returns: how many events could not be written.
    mutating func leave(_ reason: String) -> Int {
        note([.watchStopped(reason: reason)])
        keeper.retryAll(wall: clock.wall(), monotonic: clock.now())
        return keeper.waitingCount + keeper.lost
    }

    /// Why the journal cannot be written now.
    var trouble: LocalizedText? { keeper.trouble }

    mutating func handle(_ transitions: [Transition]) {
        for transition in transitions {
            let wall = clock.wall(of: transition.at)
            let events = desk.events(for: transition, at: wall, since: clock.wall(of: transition.since))
            apply(
                keeper.keep([.transition(transition)] + events, wall: wall, monotonic: transition.at))
            if let incident = desk.open.first(where: { $0.root == transition.key }) {
                // What left its phase unseen is closed like what an earlier run left: once it is measured to be well.
                if IncidentDesk.leftItsPhase(transition) {
                    inherited.insert(incident.id)
                } else {
                    inherited.remove(incident.id)
                }
            }
        }
        noteWhatWasTold()
    }

    /// Applies what this watch wrote, and before it what others wrote in between: an order must not be lost because
    /// our own event came after it.
    private mutating func apply(_ entries: [JournalEntry]) {
        if keeper.trouble == nil, let first = entries.first, first.sequence > record.lastSequence + 1 {
            let between = Int(first.sequence - record.lastSequence - 1)
            if let page = try? journal.entries(after: record.lastSequence, limit: between) {
                take(page.entries)
            } else {
                mustReread = true
            }
        }
        take(entries)
    }

    private mutating func take(_ entries: [JournalEntry]) {
        for entry in entries {
            // What is not on the disk yet has no number; the record takes it in when it has.
            let isWaiting = entry.sequence == 0
            guard isWaiting || entry.sequence > record.lastSequence else { continue }
            if case .showStarted(let other, _) = entry.event, other != show { successor = other }
            guard successor == nil else { return }
            if isWaiting { mustRebuild = true } else { record.apply(entry) }
            // What the desk was told while it waited is not told again.
            if !mustRebuild || isWaiting {
                desk.apply(entry)
                if case .incidentOpened(let incident) = entry.event { opened.append(incident) }
            }
            if case .silenced(let alarm, let until, _, _) = entry.event { silence(alarm, until: until) }
        }
        // The loop allocates nothing that grows with the show.
        record.forgetHistory()
    }
}

import AlarmEngine
import Desk
import Journal
import ProbeProtocol
import StudioModel

/// The inner loop's state: readings in; alarms, incidents and journal events out. One task owns it.
struct LiveJudge {
    private var engine: AlarmEngine
    private(set) var desk: IncidentDesk
    private var keeper: EventKeeper
    private let journal: Journal
    private let show: String
    private(set) var record: ShowRecord
    private var latest: [Subject: [Metric: Reading]] = [:]
    private var lost = 0
    /// Incidents of an earlier run whose alarms have not been seen again yet.
    private var inherited: Set<String>
    private let started: Instant
    /// The phase that the engine and the probes were told.
    private var announced: PhaseReport?
    /// A read that failed is done again, also when nothing new was written.
    private var mustReread = false
    /// Another show that was opened in this journal: this watch is over.
    private(set) var successor: String?
    private let clock: LiveClock

    init(plan: ProbePlan, journal: Journal, record: ShowRecord, show: String, clock: LiveClock) {
        self.journal = journal
        self.record = record
        self.show = show
        self.clock = clock
        let periods = plan.catalogue.mapValues(\.period)
        started = clock.now()
        engine = AlarmEngine(
            rules: plan.studio.rules, subjects: plan.studio.subjects, periods: { periods[$0] ?? 0 },
            start: started)
        desk = IncidentDesk(studio: plan.studio, show: show, incidents: record.incidents)
        inherited = Set(record.openIncidents.map(\.id))
        keeper = EventKeeper(journal: journal, show: show, after: record.lastSequence)
    }

    /// Rules that cannot be judged on a subject, since the profile does not say what they need.
    var unresolved: [AlarmEngine.Unresolved] { engine.unresolved }

    mutating func note(_ events: [StudioEvent]) { apply(keeper.keep(events, at: clock.wall())) }

    /// Takes a step.
    /// - Returns: what changed.
    mutating func step(_ batch: ReadingIntake.Batch) -> [Transition] {
        for reading in batch.readings { latest[reading.subject, default: [:]][reading.metric] = reading }
        lost += batch.cut
        let transitions = engine.advance(to: clock.now(), with: batch.readings)
        handle(transitions)
        closeInherited()
        return transitions
    }

    /// Sets the phase, as the journal says it.
    mutating func setPhase(_ phase: PhaseReport) -> [Transition] {
        announced = phase
        let transitions = engine.setPhase(phase, at: clock.now())
        handle(transitions)
        return transitions
    }

    /// Takes in what other processes wrote: acknowledgements, steps, phases.
    /// - Returns: the phase, when it is another than was announced.
    mutating func follow() -> PhaseReport? {
        keeper.retry()
        // The head is asked rather than SQLite's data_version: keys of the live view write through this connection too.
        if mustReread || (try? journal.anchor().sequence) != record.lastSequence {
            if let page = try? journal.entries(after: record.lastSequence) {
                mustReread = false
                take(page.entries)
            } else {
                mustReread = true
            }
        }
        return record.phase == announced ? nil : record.phase
    }

    /// Writes what waits; before the watch ends.
    /// - Returns: how many events could not be written.
    mutating func leave(_ reason: String) -> Int {
        note([.watchStopped(reason: reason)])
        keeper.retry()
        return keeper.waitingCount
    }

    /// Why the journal cannot be written now.
    var trouble: LocalizedText? { keeper.trouble }

    private mutating func handle(_ transitions: [Transition]) {
        for transition in transitions {
            let wall = clock.wall(of: transition.at)
            let events = desk.events(for: transition, at: wall, since: clock.wall(of: transition.since))
            apply(keeper.keep([.transition(transition)] + events, at: wall))
            if let incident = desk.open.first(where: { $0.root == transition.key }) {
                // What left its phase unseen is closed like what an earlier run left: once it is measured to be well.
                if IncidentDesk.leftItsPhase(transition) {
                    inherited.insert(incident.id)
                } else {
                    inherited.remove(incident.id)
                }
            }
        }
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
        for entry in entries where entry.sequence > record.lastSequence || keeper.trouble != nil {
            if case .showStarted(let other, _) = entry.event, other != show { successor = other }
            guard successor == nil else { return }
            desk.apply(entry)
            record.apply(entry)
        }
    }

    /// An incident left open by an earlier run, whose alarm has been measured and is in order, is over.
    private mutating func closeInherited() {
        guard !inherited.isEmpty, clock.now().seconds(since: started) > 6 else { return }
        let engine = engine
        let roots = Set(desk.open.filter { inherited.contains($0.id) }.compactMap(\.root))
        let events = desk.eventsAfterRestart { key in
            guard roots.contains(key), let status = engine.status(of: key) else { return false }
            return status.state == .ok && status.reason == nil && status.isJudged
        }
        note(events)
    }

    func state() -> LiveState {
        var state = LiveState(at: clock.now(), wall: clock.wall(), show: show)
        state.phase = record.phase
        state.alarms = engine.snapshot()
        state.incidents = desk.open
        state.latest = latest
        state.journalTrouble = keeper.trouble
        state.lostReadings = lost
        state.lateReadings = engine.lateReadings
        return state
    }
}

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
        let transitions = engine.setPhase(phase, at: clock.now())
        handle(transitions)
        return transitions
    }

    /// Takes in what other processes wrote: acknowledgements, steps, phases.
    /// - Returns: the phase, when it changed.
    mutating func follow() -> PhaseReport? {
        keeper.retry()
        guard (try? journal.hasChanged()) == true, let page = try? journal.entries(after: record.lastSequence)
        else {
            return nil
        }
        let before = record.phase
        apply(page.entries)
        return record.phase == before ? nil : record.phase
    }

    private mutating func handle(_ transitions: [Transition]) {
        for transition in transitions {
            let wall = clock.wall(of: transition.at)
            let events = desk.events(for: transition, at: wall, since: clock.wall(of: transition.since))
            apply(keeper.keep([.transition(transition)] + events, at: wall))
            if let incident = desk.open.first(where: { $0.root == transition.key }) {
                inherited.remove(incident.id)
            }
        }
    }

    private mutating func apply(_ entries: [JournalEntry]) {
        for entry in entries where entry.sequence > record.lastSequence || keeper.trouble != nil {
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
            return status.state == .ok && status.reason == nil
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

import AlarmEngine
import Desk
import Journal
import ProbeProtocol
import StudioModel

/// The inner loop's state: readings in; alarms, incidents and journal events out. One task owns it.
struct LiveJudge {
    var engine: AlarmEngine
    private var matching: CameraMatching
    var desk: IncidentDesk
    var keeper: EventKeeper
    let journal: Journal
    let show: String
    let plan: ProbePlan
    var record: ShowRecord
    private var latest: [Subject: [Metric: Reading]] = [:]
    private var lost = 0
    private var form = KeptForm()
    /// What the newest step was given, and which step each reading was judged in: for the store.
    private(set) var judged: [JudgedReading] = []
    /// Incidents of an earlier run whose alarms have not been seen again yet.
    var inherited: Set<String>
    let started: Instant
    /// The phase that the engine and the probes were told.
    private var announced: PhaseReport?
    /// A read that failed is done again, also when nothing new was written.
    var mustReread = false
    /// The desk was told what the journal had not taken yet: it is made anew once it has.
    var mustRebuild = false
    /// What the engine was told and the journal was not yet.
    var told: [Judging] = []
    /// Incidents that were opened since this was asked last: their evidence is to be had.
    var opened: [Incident] = []
    /// Another show that was opened in this journal: this watch is over.
    var successor: String?
    let clock: LiveClock

    init(plan: ProbePlan, journal: Journal, record: ShowRecord, show: String, clock: LiveClock) {
        self.plan = plan
        self.journal = journal
        self.record = record
        self.show = show
        self.clock = clock
        started = clock.now()
        engine = plan.engine(start: started)
        matching = CameraMatching(plan.studio.subjects)
        desk = IncidentDesk(
            studio: plan.studio, show: show, incidents: record.incidents, standing: record.standing)
        inherited = Set(record.openIncidents.map(\.id))
        keeper = EventKeeper(journal: journal, show: show)
        self.record.forgetHistory()
    }

    /// Rules that cannot be judged on a subject, since the profile does not say what they need.
    var unresolved: [AlarmEngine.Unresolved] { engine.unresolved }

    /// Begins the watch: says what is judged, and silences what a person had silenced before.
    mutating func begin() -> [Transition] {
        note([
            .watchStarted(process: journal.clock.process, boot: journal.clock.boot), journal.clock.mapping,
            .judging(Judging(at: started, input: .started(rules: plan.fingerprint))),
        ])
        restoreSilences()
        return setPhase(record.phase)
    }

    /// Takes a step.
    /// - Returns: what changed.
    mutating func step(_ batch: ReadingIntake.Batch) -> [Transition] {
        lost += batch.cut
        judged.removeAll(keepingCapacity: true)
        for reading in matching.filled(batch.readings) {
            // Judged as it is kept, so that what was kept can be judged again.
            let kept = form.form(reading)
            latest[kept.subject, default: [:]][kept.metric] = kept
            judged.append(JudgedReading(kept, stepsLate: engine.stepsLate(kept.at)))
        }
        let transitions = engine.advance(to: clock.now(), with: judged.map(\.reading))
        handle(transitions)
        closeInherited()
        return transitions
    }

    /// Sets the phase, as the journal says it.
    mutating func setPhase(_ phase: PhaseReport) -> [Transition] {
        announced = phase
        let now = clock.now()
        let transitions = engine.setPhase(phase, at: now)
        told.append(Judging(at: now, input: .phase(phase)))
        handle(transitions)
        return transitions
    }

    /// The phase, when it is another than was announced.
    var newPhase: PhaseReport? { record.phase == announced ? nil : record.phase }

    /// How the desk itself is getting on: readings like any others, so that rules judge them.
    /// - Parameter behind: the most seconds that a step came later than the clock since this was asked last.
    func ownReadings(behind: Double) -> [Reading] {
        let now = clock.now()
        let outcomes: [(Metric, Outcome)] = [
            ("desk.journal.writable", .flag(keeper.trouble == nil)),
            ("desk.journal.waiting", .number(Double(keeper.waitingCount))),
            ("desk.readings.late", .number(Double(engine.lateReadings))),
            ("desk.readings.lost", .number(Double(lost))),
            ("desk.step.behind", .number(behind)),
        ]
        return outcomes.map {
            Reading(at: now, subject: .desk, metric: $0.0, outcome: $0.1)
        }
    }

    /// How many seconds the next step is overdue. In order it is at most two: one since the newest instant of the grid,
    /// and the grid may be one behind the clock.
    var behind: Double { max(0, clock.now().seconds(since: engine.judgedTo ?? started) - 0.2) }

    /// The incidents that were opened since this was asked last.
    mutating func takeOpened() -> [Incident] {
        defer { opened.removeAll(keepingCapacity: true) }
        return opened
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

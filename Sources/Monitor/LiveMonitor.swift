import AlarmEngine
import Journal
import Logging
import ProbeProtocol
import StudioModel
import Synchronization

/// The running watch: supervises the probes, steps the engine every 100 ms and sooner on an event, keeps the
/// journal, and shows its state to the views.
package final class LiveMonitor: Sendable {
    /// Where a watch puts what it is to remember beside events.
    package struct Stores: Sendable {
        package var readings: ReadingStore
        package var evidence: EvidenceFolder

        package init(readings: ReadingStore, evidence: EvidenceFolder) {
            self.readings = readings
            self.evidence = evidence
        }
    }

    private let plan: ProbePlan
    private let journal: Journal
    private let show: String
    private let clock: LiveClock
    private let logger: Logger
    private let intake = ReadingIntake()
    private let hub = CommandHub()
    private let current: Mutex<Shown>
    private let stores: Stores

    /// What the views see, and when one of them looked last.
    private struct Shown: Sendable {
        var state: LiveState
        var lookedAt: Instant?
    }

    package init(
        plan: ProbePlan, journal: Journal, stores: Stores, show: String, clock: LiveClock = .system,
        logger: Logger
    ) {
        self.plan = plan
        self.journal = journal
        self.stores = stores
        self.show = show
        self.clock = clock
        self.logger = logger
        current = Mutex(Shown(state: LiveState(at: clock.now(), wall: clock.wall(), show: show)))
    }

    /// The state, for the views: of the newest step while somebody looks, and at most a second old when nobody
    /// has looked for a while.
    package var state: LiveState {
        let now = clock.now()
        return current.withLock { shown in
            shown.lookedAt = now
            return shown.state
        }
    }

    /// The newest sound levels as they came from the probes, ahead of the state by up to a step.
    package var levels: [Subject: [Metric: Reading]] { intake.levels }

    /// What of the readings was lost or came late, at most a second old; asking costs nothing.
    package var losses: LiveState.Losses { current.withLock(\.state.losses) }

    /// Building the state costs as much as judging, so it is not done ten times a second for nobody.
    private var isLookedAt: Bool {
        let now = clock.now()
        return current.withLock { shown in shown.lookedAt.map { now.seconds(since: $0) < 2 } ?? false }
    }

    /// Runs until cancelled, or until another show is opened.
    /// - Parameter onTransitions: is told what changed, in order, as soon as the journal has it; it must not wait.
    /// - Returns: the show that was opened.
    package func run(onTransitions: @escaping @Sendable ([Transition]) -> Void) async throws -> String? {
        let entries = try journal.entries(ofShow: show).entries
        let record = ShowRecord(folding: entries)
        hub.announce(record.phase)
        let (incidents, opened) = AsyncStream<Incident>.makeStream(bufferingPolicy: .bufferingOldest(64))
        let collector = EvidenceCollector(
            plan: plan, journal: journal, stores: stores, show: show, clock: clock, hub: hub, logger: logger)
        return await withTaskGroup(of: Void.self) { group in
            for assignment in plan.assignments {
                let supervisor = ProbeSupervisor(
                    program: assignment.program, configuration: assignment.configuration,
                    subject: assignment.probe,
                    intake: intake, hub: hub, logger: logger)
                group.addTask { await supervisor.run() }
            }
            group.addTask { [self] in await beat() }
            group.addTask { [self] in await missProbes() }
            group.addTask { for await incident in incidents { await collector.collect(for: incident) } }
            let successor = await judge(record, opened, onTransitions)
            group.cancelAll()
            return successor
        }
    }

    private func judge(
        _ record: ShowRecord, _ opened: AsyncStream<Incident>.Continuation,
        _ onTransitions: @Sendable ([Transition]) -> Void
    ) async -> String? {
        var judge = LiveJudge(plan: plan, journal: journal, record: record, show: show, clock: clock)
        for gap in judge.unresolved {
            logger.info("not judged: \(gap.key), the profile has no \(gap.missing)")
        }
        onTransitions(judge.begin())
        var ticks = 0
        var behind = 0.0
        var told: String?
        for await _ in intake.wakes {
            var batch = intake.take()
            behind = max(behind, judge.behind)
            if ticks % 10 == 0 {
                batch.readings += judge.ownReadings(behind: behind)
                behind = 0
            }
            var transitions = judge.step(batch)
            stores.readings.append(judged: judge.judged)
            ticks += 1
            // Twice a second: what people did in other processes.
            if ticks % 5 == 0, let phase = judge.follow() {
                hub.announce(phase)
                transitions += judge.setPhase(phase)
            }
            if ticks % 10 == 0 { judge.escalate() }
            if ticks % 30 == 0 { judge.keeper.look() }
            // The wall clock may be set while a show runs.
            if ticks % 6000 == 0 { judge.note([journal.clock.mapping]) }
            for incident in judge.takeOpened() { opened.yield(incident) }
            if !transitions.isEmpty || ticks % 10 == 0 || isLookedAt {
                let state = judge.state()
                current.withLock { $0.state = state }
            }
            if !transitions.isEmpty { onTransitions(transitions) }
            say(judge.trouble?.en, after: &told)
            if judge.successor != nil { break }
        }
        let left = judge.leave(judge.successor.map { "show \($0) began" } ?? "ended")
        if left > 0 { logger.error("\(left) events could not be written to the journal") }
        return judge.successor
    }

    /// Says once that the journal cannot be written, and once that it can again.
    private func say(_ trouble: String?, after told: inout String?) {
        if let trouble, told == nil {
            logger.error("\(trouble); events are kept in memory until it can be written")
        }
        if trouble == nil, told != nil { logger.error("the journal is written again") }
        told = trouble
    }

    /// Says of the probes that are not there that they do not run, every 5 s like any state; and of those that have
    /// come since, that they do.
    private func missProbes() async {
        let known = plan.absentProbes.map { ($0, false) } + plan.returnedProbes.map { ($0, true) }
        guard !known.isEmpty else { return }
        repeat {
            let now = clock.now()
            intake.add(
                known.map { probe, runs in
                    Reading(at: now, subject: probe, metric: "probe.running", outcome: .flag(runs))
                })
        } while (try? await Task.sleep(for: .seconds(5))) != nil
    }

    /// Wakes the judge for every step of the grid; events wake it in between.
    private func beat() async {
        while (try? await Task.sleep(for: .milliseconds(100))) != nil { intake.nudge() }
    }
}

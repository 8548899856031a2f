import AlarmEngine
import Journal
import StudioModel

/// Judges a journalled watch again, from the readings that were kept, and compares every transition with the one the
/// journal holds. The engine is pure and was given what was kept, so the two must be equal to the last digit.
package struct Replay: Sendable {
    /// One watch judged again.
    package struct Result: Hashable, Codable, Sendable {
        package var startedAt: WallTime
        /// How far readings were kept: after a kill, the last seconds are not.
        package var until: Instant
        package var readings = 0
        /// Transitions in the journal, up to there.
        package var journalled = 0
        package var judged = 0
        /// The first transition that differs, as it was and as it is.
        package var was: Transition?
        package var now: Transition?
        /// Why the two may differ; empty when they must not.
        package var reasons: [LocalizedText] = []

        package var isSame: Bool { journalled == judged && was == nil && now == nil }
    }

    /// Seconds read from the archive at a time: a block of each series.
    private static let window = 300.0

    let plan: ProbePlan
    let archive: ReadingArchive

    package init(plan: ProbePlan, archive: ReadingArchive) {
        self.plan = plan
        self.archive = archive
    }

    /// Judges every watch of a show again, in order.
    package func run(_ entries: [JournalEntry]) throws(JournalError) -> [Result] {
        var results: [Result] = []
        for watch in JournalledWatch.all(in: entries) { results.append(try judge(watch)) }
        return results
    }

    private func judge(_ watch: JournalledWatch) throws(JournalError) -> Result {
        let end = try archive.newest(boot: watch.boot, from: watch.start, to: watch.end)
        // One step less than the newest reading reached: what came late to that step may not have been kept any more.
        let until = end.map { AlarmEngine.step(of: $0).advanced(by: -0.1) } ?? watch.start
        var result = Result(startedAt: watch.startedAt, until: until)
        if watch.fingerprint != plan.fingerprint {
            result.reasons.append(
                LocalizedText(
                    en: "the profile, the rules or the probes are not those of the show",
                    zh: "配置、规则或探测程序与当时不同"))
        }
        var player = Player(engine: plan.engine(start: watch.start), inputs: watch.inputs, until: until)
        var from = watch.start
        while from <= until {
            let to = min(until, from.advanced(by: Self.window))
            let last = to == until ? to : Instant(nanoseconds: to.nanoseconds - 1)
            let stretch = try archive.stretch(boot: watch.boot, from: from, to: last)
            if stretch.damagedBlocks > 0 {
                result.reasons.append(
                    LocalizedText(
                        en: "\(stretch.damagedBlocks) blocks of readings are damaged",
                        zh: "\(stretch.damagedBlocks) 个读数块已损坏"))
            }
            result.readings += stretch.readings.count
            player.play(stretch.readings, to: to)
            if to == until { break }
            from = to
        }
        player.finish()
        let was = watch.transitions.filter { $0.at <= until }
        let now = player.transitions.filter { $0.at <= until }
        (result.journalled, result.judged) = (was.count, now.count)
        if let place = (0..<max(was.count, now.count)).first(where: { place in
            (place < was.count ? was[place] : nil) != (place < now.count ? now[place] : nil)
        }) {
            result.was = place < was.count ? was[place] : nil
            result.now = place < now.count ? now[place] : nil
        }
        return result
    }

    /// Hands readings to the engine in the steps that saw them, and everything else it was told in between.
    private struct Player {
        var engine: AlarmEngine
        /// In the order in which the engine was told.
        var inputs: [Judging]
        let until: Instant
        var transitions: [Transition] = []
        /// Readings whose step is later than the stretch they were kept in.
        private var waiting: [Instant: [Reading]] = [:]

        init(engine: AlarmEngine, inputs: [Judging], until: Instant) {
            self.engine = engine
            self.inputs = inputs
            self.until = until
        }

        mutating func play(_ readings: [JudgedReading], to end: Instant) {
            for judged in readings {
                let step = AlarmEngine.step(of: judged.reading.at, late: judged.stepsLate)
                waiting[step, default: []].append(judged.reading)
            }
            for step in waiting.keys.filter({ $0 < end }).sorted() {
                tell(before: step)
                transitions += engine.advance(to: step, with: waiting.removeValue(forKey: step) ?? [])
            }
        }

        mutating func finish() {
            for step in waiting.keys.filter({ $0 <= until }).sorted() {
                tell(before: step)
                transitions += engine.advance(to: step, with: waiting.removeValue(forKey: step) ?? [])
            }
            tell(before: Instant(nanoseconds: until.nanoseconds + 1))
            transitions += engine.advance(to: until, with: [])
        }

        /// What the engine was told before it took this step.
        private mutating func tell(before step: Instant) {
            while let input = inputs.first, input.at < step {
                inputs.removeFirst()
                switch input.input {
                case .started: break
                case .phase(let phase): transitions += engine.setPhase(phase, at: input.at)
                case .silence(let alarm, let until):
                    transitions += engine.advance(to: input.at, with: [])
                    engine.silence(alarm, until: until)
                }
            }
        }
    }
}

/// What the journal holds of one run of `watch`.
struct JournalledWatch {
    var boot: String
    var startedAt: WallTime
    var start: Instant
    var fingerprint: String
    var end = Instant(nanoseconds: .max)
    var inputs: [Judging] = []
    var transitions: [Transition] = []

    /// Every watch that said when its judging began.
    static func all(in entries: [JournalEntry]) -> [JournalledWatch] {
        var watches: [JournalledWatch] = []
        var boot = ""
        for entry in entries {
            switch entry.event {
            case .watchStarted(_, let here): boot = here
            case .judging(let judging):
                if case .started(let rules) = judging.input {
                    if watches.last?.boot == boot { watches[watches.count - 1].end = judging.at }
                    watches.append(
                        JournalledWatch(
                            boot: boot, startedAt: entry.at, start: judging.at, fingerprint: rules))
                } else if !watches.isEmpty {
                    watches[watches.count - 1].inputs.append(judging)
                }
            case .transition(let transition):
                if !watches.isEmpty { watches[watches.count - 1].transitions.append(transition) }
            default: break
            }
        }
        return watches
    }
}

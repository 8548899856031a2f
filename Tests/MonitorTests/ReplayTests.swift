import AlarmEngine
import Journal
import ProbeProtocol
import StudioModel
import TestSupport
import Testing

@testable import Monitor

/// A journalled show is judged again, from what was kept, with the same result to the last digit.
@Suite struct ReplayTests {
    private let clock = PlayedClock()
    private let folder: ScratchFolder
    private let subject: Subject
    private let text = LocalizedText(en: "test", zh: "测试")

    init() throws {
        folder = try ScratchFolder()
        subject = try #require(Subject(rawValue: "microphone/host"))
    }

    private func plan(limit: Double = -40) -> ProbePlan {
        let quiet = Limit(.less, .number(limit))
        let rules = [
            Rule(
                id: "microphone.quiet", family: "microphone", window: Rule.Window(seconds: 1, use: .mean),
                warn: Rule.Level(when: ["microphone.level.peak": quiet], hold: 0.5), clear: 0.5,
                phases: [.rehearse, .live], title: text, advice: text, source: "test"),
            Rule(
                id: "microphone.muted", family: "microphone",
                fail: Rule.Level(when: ["microphone.muted": Limit(.equal, true)]), clear: 1, phases: [.live],
                title: text, advice: text, source: "test"),
        ]
        let studio = Studio(
            name: "test", title: text, subjects: [WatchedSubject(subject: subject)], rules: rules)
        return ProbePlan(studio, programs: [], mode: .active, secrets: [:])
    }

    /// Half a minute of a noisy microphone whose readings come in time, late, and very late.
    private func show(_ journal: Journal, _ store: ReadingStore, seed: UInt64) throws {
        var chance = Chance(state: seed)
        let record = ShowRecord(folding: try journal.entries(ofShow: "show").entries)
        var judge = LiveJudge(
            plan: plan(), journal: journal, record: record, show: "show", clock: clock.live)
        _ = judge.begin()
        var late: [(due: Instant, reading: Reading)] = []
        for tick in 0..<300 {
            clock.move(0.1 + Double(chance.next(7)) * 0.001)
            let now = clock.instant
            for age in [0.07, 0.02] {
                let at = now.advanced(by: -age - Double(chance.next(1_000_000)) * 1e-8)
                let level = -40 + Double(chance.next(2_000_000)) / 1e5 - 10
                let reading = Reading(
                    at: at, subject: subject, metric: "microphone.level.peak", outcome: .number(level))
                late.append(
                    (now.advanced(by: chance.next(9) == 0 ? Double(chance.next(9)) * 0.1 : 0), reading))
            }
            late.append(
                (
                    now,
                    Reading(
                        at: now, subject: subject, metric: "microphone.muted",
                        outcome: .flag((tick / 40) % 2 == 1))
                ))
            var batch = ReadingIntake.Batch()
            batch.readings = late.filter { $0.due <= now }.map(\.reading)
            late.removeAll { $0.due <= now }
            _ = judge.step(batch)
            store.append(judged: judge.judged)
            if tick == 130 { _ = judge.setPhase(PhaseReport(show: .rehearse)) }
            if tick == 170 { _ = judge.setPhase(PhaseReport(show: .live)) }
            if tick == 200 {
                judge.silence(
                    AlarmKey(rule: "microphone.muted", subject: subject), until: clock.wall.advanced(by: 5))
                judge.noteWhatWasTold()
            }
        }
        #expect(judge.leave("ended") == 0)
    }

    private func startedJournal() throws -> Journal {
        let journal = try Journal(folder: folder.path, clock: clock.journal)
        try journal.append(.showStarted(show: "show", studio: "test"), show: "show")
        try journal.append(.phaseChanged(phase: .live, output: nil, by: "test"), show: "show")
        return journal
    }

    @Test(arguments: [UInt64(1), 2, 3]) func `the same readings give the same alarms`(seed: UInt64) throws {
        let journal = try startedJournal()
        do {
            let store = try ReadingStore(folder: folder.path, clock: clock.journal)
            try show(journal, store, seed: seed)
            // One run sealed, one left as tails by a kill.
            if seed == 1 { try store.flush() } else { try store.close() }
        }
        let entries = try journal.entries(ofShow: "show").entries
        let archive = try ReadingArchive(folder: folder.path)
        let results = try Replay(plan: plan(), archive: archive).run(entries)
        let result = try #require(results.first)
        #expect(results.count == 1)
        #expect(result.isSame, "\(String(describing: result.was)) → \(String(describing: result.now))")
        #expect(result.reasons.isEmpty)
        #expect(result.journalled > 8 && result.readings > 880)

        let other = try #require(try Replay(plan: plan(limit: -35), archive: archive).run(entries).first)
        #expect(!other.isSame)
        #expect(other.reasons.map(\.en) == ["the profile, the rules or the probes are not those of the show"])
    }

    @Test func `two watches of one show are judged again each for itself`() throws {
        let journal = try startedJournal()
        for seed in [UInt64(4), 5] {
            let store = try ReadingStore(folder: folder.path, clock: clock.journal)
            try show(journal, store, seed: seed)
            try store.close()
            clock.move(30)
        }
        let entries = try journal.entries(ofShow: "show").entries
        let results = try Replay(plan: plan(), archive: ReadingArchive(folder: folder.path)).run(entries)
        #expect(results.map(\.isSame) == [true, true])
        #expect(results.allSatisfy { $0.readings > 880 })
    }

    /// The same numbers every time.
    private struct Chance {
        var state: UInt64

        mutating func next(_ below: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % (below + 1)
        }
    }
}

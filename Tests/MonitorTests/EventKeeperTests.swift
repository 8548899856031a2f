import GRDB
import Journal
import ProbeProtocol
import StudioModel
import SystemCalls
import TestSupport
import Testing

@testable import Monitor

/// A journal that cannot be written for a while: another program holds it.
@Suite struct EventKeeperTests {
    private let clock = PlayedClock()
    private let folder: ScratchFolder
    private let journal: Journal

    init() throws {
        folder = try ScratchFolder()
        journal = try Journal(folder: folder.path, clock: clock.journal, busySeconds: 0.02)
        try journal.append(.showStarted(show: "show", studio: "test"), show: "show")
    }

    private func note(_ text: String) -> StudioEvent { .noted(incident: "i", by: "onair", text: text) }

    /// Runs `body` while somebody else writes.
    private func locked(_ body: () throws -> Void) throws {
        try DatabaseQueue(path: journal.path).writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                try body()
                return .rollback
            }
        }
    }

    private func keep(_ keeper: inout EventKeeper, _ text: String) -> [JournalEntry] {
        keeper.keep([note(text)], wall: clock.wall, monotonic: clock.instant)
    }

    private func retry(_ keeper: inout EventKeeper) -> Bool {
        keeper.retry(wall: clock.wall, monotonic: clock.instant)
    }

    @Test func `what is written late bears the time it happened, and how long it waited is said`() throws {
        var keeper = EventKeeper(journal: journal, show: "show", portion: 2)
        let inTime = keep(&keeper, "in time")
        #expect(inTime.map(\.sequence) == [2])
        var happened: [WallTime] = []
        try locked {
            for number in 1...3 {
                clock.move(10)
                happened.append(clock.wall)
                let late = keep(&keeper, "\(number)")
                #expect(late.map(\.sequence) == [0])
            }
            let isDone = retry(&keeper)
            #expect(!isDone)
            #expect(keeper.trouble != nil && keeper.waitingCount == 3)
        }
        clock.move(60)
        let first = retry(&keeper)
        #expect(!first)
        #expect(keeper.waitingCount == 1 && keeper.trouble != nil)
        let second = retry(&keeper)
        #expect(second)
        #expect(keeper.trouble == nil && keeper.waitingCount == 0)
        let entries = try journal.entries(after: 2).entries
        #expect(entries.dropLast().map(\.event) == ["1", "2", "3"].map(note))
        #expect(entries.dropLast().map(\.at) == happened)
        #expect(entries.last?.event == .caughtUp(events: 3, since: try #require(happened.first)))
        #expect(entries.last?.at == clock.wall)
        #expect(try journal.verify() == .sound(try journal.anchor()))
    }

    @Test func `memory is bounded, and what it had no room for is counted`() throws {
        var keeper = EventKeeper(journal: journal, show: "show", limit: 5)
        try locked { for number in 0..<8 { _ = keep(&keeper, "\(number)") } }
        #expect(keeper.waitingCount == 5 && keeper.lost == 3)
        keeper.retryAll(wall: clock.wall, monotonic: clock.instant)
        #expect(keeper.waitingCount == 0)
        #expect(try journal.entries(after: 1).entries.count == 6)
    }

    @Test func `a journal that is moved away is noticed without an event, and caught up when it is back`()
        throws
    {
        var keeper = EventKeeper(journal: journal, show: "show")
        keeper.look()
        #expect(keeper.trouble == nil)
        try Files.rename(journal.path, to: journal.path + ".away")
        keeper.look()
        #expect(keeper.trouble?.en.contains("was deleted, moved or replaced") == true)
        let waiting = keep(&keeper, "1")
        #expect(waiting.map(\.sequence) == [0])
        keeper.look()
        let isDone = retry(&keeper)
        #expect(!isDone && keeper.trouble != nil && keeper.waitingCount == 1)
        try Files.rename(journal.path + ".away", to: journal.path)
        let isDoneThen = retry(&keeper)
        #expect(isDoneThen && keeper.trouble == nil)
        #expect(try journal.entries(after: 1).entries.first?.event == note("1"))
        try Files.rename(journal.path, to: journal.path + ".away")
        keeper.look()
        try Files.rename(journal.path + ".away", to: journal.path)
        let written = keep(&keeper, "2")
        #expect(written.map(\.sequence) == [4] && keeper.trouble == nil)
    }

    @Test func `a fault during the trouble is one incident, also once it is written`() throws {
        let subject = try #require(Subject(rawValue: "microphone/host"))
        let text = LocalizedText(en: "muted", zh: "静音")
        let rule = Rule(
            id: "microphone.muted", family: "microphone",
            fail: Rule.Level(when: ["microphone.muted": Limit(.equal, true)]), clear: 1, phases: [.setup],
            title: text, advice: text, source: "test")
        let studio = Studio(
            name: "test", title: text, subjects: [WatchedSubject(subject: subject)], rules: [rule])
        let plan = ProbePlan(studio, programs: [], mode: .active, secrets: [:])
        var judge = LiveJudge(
            plan: plan, journal: journal, record: ShowRecord(), show: "show", clock: clock.live)
        _ = judge.begin()
        try locked {
            clock.move(0.2)
            var batch = ReadingIntake.Batch()
            batch.readings =
                [
                    Reading(
                        at: clock.instant, subject: subject, metric: "microphone.muted", outcome: .flag(true))
                ]
                + judge.ownReadings(behind: 0)
            let transitions = judge.step(batch)
            #expect(transitions.map(\.event) == [.raised])
            #expect(judge.state().incidents.count == 1 && judge.state().journalTrouble != nil)
            #expect(judge.ownReadings(behind: 0).first?.outcome == .flag(false))
            _ = judge.follow()
        }
        _ = judge.follow()
        #expect(judge.state().incidents.count == 1 && judge.state().journalTrouble == nil)
        let opened = judge.takeOpened()
        #expect(opened.count == 1)
        let kept = ShowRecord(folding: try journal.entries(ofShow: "show").entries)
        #expect(kept.incidents.map(\.detectedAt) == judge.state().incidents.map(\.detectedAt))
        #expect(kept.transitions.map(\.at) == [kept.incidents.first?.detectedAt])
    }
}

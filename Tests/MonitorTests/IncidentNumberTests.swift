import GRDB
import Journal
import ProbeProtocol
import StudioModel
import TestSupport
import Testing

@testable import Monitor

/// What the desk opens by itself, and what people open beside it.
@Suite struct IncidentNumberTests {
    private let clock = PlayedClock()
    private let folder: ScratchFolder
    private let journal: Journal

    init() throws {
        folder = try ScratchFolder()
        journal = try Journal(folder: folder.path, clock: clock.journal, busySeconds: 0.02)
        try journal.append(.showStarted(show: "show", studio: "test"), show: "show")
    }

    private let microphone = Subject(rawValue: "microphone/host")

    private func judge() throws -> LiveJudge {
        let text = LocalizedText(en: "muted", zh: "静音")
        let rule = Rule(
            id: "microphone.muted", family: "microphone",
            fail: Rule.Level(when: ["microphone.muted": Limit(.equal, true)]), clear: 1, phases: [.setup],
            title: text, advice: text, source: "test")
        let studio = Studio(
            name: "test", title: text, subjects: [WatchedSubject(subject: try #require(microphone))],
            rules: [rule])
        let plan = ProbePlan(studio, programs: [], mode: .active, secrets: [:])
        return LiveJudge(
            plan: plan, journal: journal, record: ShowRecord(), show: "show", clock: clock.live)
    }

    /// The microphone is muted now.
    private func mute(_ judge: inout LiveJudge) throws {
        clock.move(0.2)
        var batch = ReadingIntake.Batch()
        batch.readings = [
            Reading(
                at: clock.instant, subject: try #require(microphone), metric: "microphone.muted",
                outcome: .flag(true))
        ]
        let transitions = judge.step(batch)
        #expect(transitions.map(\.event) == [.raised])
    }

    /// A person raises one in another program, where the show's incidents are as they were at its start.
    private func raise(_ journal: Journal) throws {
        let text = LocalizedText(en: "it", zh: "它")
        try journal.append(
            .incidentOpened(
                Incident(
                    id: "PERSON", number: 1, show: "show", severity: .degraded, category: "sound",
                    title: text,
                    advice: text, root: nil, startedAt: clock.wall, detectedAt: clock.wall, playbook: nil,
                    steps: [], evidence: nil)), show: "show")
    }

    private func expectOneAndTwo(_ judge: LiveJudge) throws {
        #expect(judge.state().incidents.map(\.number).sorted() == [1, 2])
        let kept = ShowRecord(folding: try journal.entries(ofShow: "show").entries)
        #expect(kept.incidents.map(\.number).sorted() == [1, 2])
        #expect(kept.incidents.first { $0.number == 1 }?.id == "PERSON")
        #expect(try journal.verify() == .sound(try journal.anchor()))
    }

    @Test func `a fault right after a person raised an incident gets the next number`() throws {
        var judge = try judge()
        _ = judge.begin()
        try raise(Journal(folder: folder.path, clock: clock.journal))
        try mute(&judge)
        try expectOneAndTwo(judge)
    }

    @Test func `an incident that waited for the journal gives its number up to one that was written before`()
        throws
    {
        var judge = try judge()
        _ = judge.begin()
        try DatabaseQueue(path: journal.path).writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                try mute(&judge)
                #expect(judge.state().incidents.map(\.number) == [1])
                return .rollback
            }
        }
        try raise(Journal(folder: folder.path, clock: clock.journal))
        _ = judge.follow()
        try expectOneAndTwo(judge)
    }
}

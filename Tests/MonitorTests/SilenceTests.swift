import AlarmEngine
import Desk
import Journal
import ProbeProtocol
import StudioModel
import TestSupport
import Testing

@testable import Monitor

/// What a person silenced stays silent, whoever watches.
@Suite struct SilenceTests {
    private let clock = PlayedClock()
    private let folder: ScratchFolder
    private let subject: Subject
    private let plan: ProbePlan
    private let key: AlarmKey

    init() throws {
        folder = try ScratchFolder()
        subject = try #require(Subject(rawValue: "microphone/host"))
        key = AlarmKey(rule: "microphone.muted", subject: subject)
        let text = LocalizedText(en: "muted", zh: "静音")
        let rule = Rule(
            id: key.rule, family: "microphone",
            fail: Rule.Level(when: ["microphone.muted": Limit(.equal, true)]), clear: 1, phases: [.setup],
            title: text, advice: text, source: "test")
        let studio = Studio(
            name: "test", title: text, subjects: [WatchedSubject(subject: subject)], rules: [rule])
        plan = ProbePlan(studio, programs: [], mode: .active, secrets: [:])
    }

    private func judge(_ journal: Journal) throws -> LiveJudge {
        let record = ShowRecord(folding: try journal.entries(ofShow: "show").entries)
        return LiveJudge(plan: plan, journal: journal, record: record, show: "show", clock: clock.live)
    }

    /// Watches the muted microphone for so long.
    private func watch(_ judge: inout LiveJudge, seconds: Double) -> [Transition] {
        (0..<Int(seconds * 10)).flatMap { _ in
            clock.move(0.1)
            var batch = ReadingIntake.Batch()
            batch.readings = [
                Reading(at: clock.instant, subject: subject, metric: "microphone.muted", outcome: .flag(true))
            ]
            return judge.step(batch)
        }
    }

    @Test func `a silence lasts over a restart until its end`() throws {
        let journal = try Journal(folder: folder.path, clock: clock.journal)
        try journal.append(.showStarted(show: "show", studio: "test"), show: "show")
        var first = try judge(journal)
        _ = first.begin()
        let firstSeen1 = watch(&first, seconds: 1)
        #expect(firstSeen1.map(\.event) == [.raised])
        let incident = try #require(first.state().incidents.first)
        try journal.append(
            try first.desk.silence(
                "1", until: clock.wall.advanced(by: 10), by: "Wei", reason: "the host changes"),
            show: "show")
        _ = first.follow()
        let firstSeen2 = watch(&first, seconds: 2)
        #expect(firstSeen2.map(\.event) == [.silenced])
        #expect(first.state().alarms.first { $0.key == key }?.state == .silenced)

        // Killed here.
        var second = try judge(journal)
        _ = second.begin()
        let secondSeen5 = watch(&second, seconds: 5)
        #expect(secondSeen5.map(\.event) == [.silenced])
        #expect(second.state().alarms.first { $0.key == key }?.state == .silenced)
        let after = watch(&second, seconds: 4)
        #expect(after.map(\.event) == [.silenced, .raised])
        #expect(second.state().incidents.map(\.id) == [incident.id])
    }

    @Test func `a silence that is over is not restored, and one may be ended`() throws {
        let journal = try Journal(folder: folder.path, clock: clock.journal)
        try journal.append(.showStarted(show: "show", studio: "test"), show: "show")
        try journal.append(
            .silenced(alarm: key, until: clock.wall.advanced(by: 5), by: "Wei", reason: "a test"),
            show: "show")
        clock.move(6)
        var late = try judge(journal)
        _ = late.begin()
        let lateSeen1 = watch(&late, seconds: 1)
        #expect(lateSeen1.map(\.event) == [.raised])
        try journal.append(
            .silenced(alarm: key, until: clock.wall.advanced(by: 60), by: "Wei", reason: "a test"),
            show: "show")
        _ = late.follow()
        _ = watch(&late, seconds: 1)
        try journal.append(.silenced(alarm: key, until: nil, by: "Wei", reason: ""), show: "show")
        _ = late.follow()
        _ = watch(&late, seconds: 1)
        #expect(late.state().alarms.first { $0.key == key }?.state == .firing)
    }
}

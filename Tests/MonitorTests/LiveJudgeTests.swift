import Journal
import ProbeProtocol
import StudioModel
import SystemCalls
import TestSupport
import Testing

@testable import Monitor

/// The inner loop on a clock that the test turns, with a real journal.
@Suite struct LiveJudgeTests {
    private let clock = PlayedClock()
    private let folder: ScratchFolder
    private let microphone: Subject
    private let plan: ProbePlan

    init() throws {
        folder = try ScratchFolder()
        microphone = try #require(Subject(rawValue: "microphone/host"))
        let text = LocalizedText(en: "muted", zh: "静音")
        let rule = Rule(
            id: "microphone.muted", family: "microphone",
            fail: Rule.Level(when: ["microphone.muted": Limit(.equal, true)]), clear: 1, phases: [.live],
            title: text, advice: text, source: "test")
        let studio = Studio(
            name: "test", title: text, subjects: [WatchedSubject(subject: microphone)], rules: [rule])
        plan = ProbePlan(studio, programs: [], mode: .active, secrets: [:])
    }

    private func judge(_ journal: Journal) throws -> LiveJudge {
        let record = ShowRecord(folding: try journal.entries(ofShow: "show").entries)
        return LiveJudge(plan: plan, journal: journal, record: record, show: "show", clock: clock.live)
    }

    private func batch(muted: Bool) -> ReadingIntake.Batch {
        var batch = ReadingIntake.Batch()
        batch.readings = [
            Reading(at: clock.instant, subject: microphone, metric: "microphone.muted", outcome: .flag(muted))
        ]
        return batch
    }

    private func startedJournal() throws -> Journal {
        let journal = try Journal(folder: folder.path)
        try journal.append(.showStarted(show: "show", studio: "test"), show: "show")
        try journal.append(.phaseChanged(phase: .live, output: nil, by: "test"), show: "show")
        return journal
    }

    @Test func `a fault is one incident, durable before anybody is told`() throws {
        let journal = try startedJournal()
        var judge = try judge(journal)
        _ = judge.setPhase(PhaseReport(show: .live))
        clock.move(0.2)
        let transitions = judge.step(batch(muted: true))
        #expect(transitions.map(\.event) == [.raised])
        let kept = ShowRecord(folding: try journal.entries(ofShow: "show").entries)
        #expect(kept.openIncidents.map(\.root?.rule) == ["microphone.muted"])
        #expect(judge.state().incidents.count == 1)
        #expect(judge.state().health(of: microphone) == .fail)
    }

    @Test func `the next run goes on with the open incident, and closes it when all is well`() throws {
        let journal = try startedJournal()
        var first = try judge(journal)
        _ = first.setPhase(PhaseReport(show: .live))
        clock.move(0.2)
        _ = first.step(batch(muted: true))

        // Killed here; the fault is mended while nobody watches.
        clock.move(60)
        var second = try judge(journal)
        _ = second.setPhase(PhaseReport(show: .live))
        for _ in 0..<80 {
            clock.move(0.1)
            _ = second.step(batch(muted: false))
        }
        let kept = ShowRecord(folding: try journal.entries(ofShow: "show").entries)
        #expect(kept.incidents.count == 1)
        #expect(kept.openIncidents.isEmpty)
    }

    @Test func `a fault that is still there after a restart opens no second incident`() throws {
        let journal = try startedJournal()
        for _ in 0..<2 {
            var judge = try judge(journal)
            _ = judge.setPhase(PhaseReport(show: .live))
            for _ in 0..<80 {
                clock.move(0.1)
                _ = judge.step(batch(muted: true))
            }
        }
        let kept = ShowRecord(folding: try journal.entries(ofShow: "show").entries)
        #expect(kept.incidents.count == 1)
        #expect(kept.openIncidents.count == 1)
    }

    @Test func `what another process acknowledged is followed`() throws {
        let journal = try startedJournal()
        var judge = try judge(journal)
        _ = judge.setPhase(PhaseReport(show: .live))
        clock.move(0.2)
        _ = judge.step(batch(muted: true))
        let incident = try #require(judge.state().incidents.first)
        let other = try Journal(folder: folder.path)
        try other.append(.acknowledged(incident: incident.id, by: "Wei"), show: "show")
        try other.append(.phaseChanged(phase: .break, output: nil, by: "Wei"), show: "show")
        #expect(judge.follow()?.show == .break)
        #expect(judge.state().incidents.first?.acknowledgedBy == "Wei")
    }

    @Test func `an order that came just before our own event is not lost`() throws {
        let journal = try startedJournal()
        var judge = try judge(journal)
        _ = judge.setPhase(PhaseReport(show: .live))
        let other = try Journal(folder: folder.path)
        try other.append(.phaseChanged(phase: .break, output: nil, by: "Wei"), show: "show")
        clock.move(0.2)
        _ = judge.step(batch(muted: true))
        #expect(judge.follow()?.show == .break)
    }

    @Test func `another show ends the watch, and takes nothing of it along`() throws {
        let journal = try startedJournal()
        var judge = try judge(journal)
        _ = judge.setPhase(PhaseReport(show: .live))
        let other = try Journal(folder: folder.path)
        try other.append(.phaseChanged(phase: .end, output: nil, by: "Wei"), show: "show")
        try other.append(.showStarted(show: "next", studio: "test"), show: "next")
        try other.append(.phaseChanged(phase: .live, output: nil, by: "Wei"), show: "next")
        #expect(judge.follow()?.show == .end)
        #expect(judge.successor == "next")
        #expect(judge.record.phase.show == .end)
    }

    @Test func `a fault that leaves its phase unseen stays open until it is measured to be over`() throws {
        let journal = try startedJournal()
        var judge = try judge(journal)
        _ = judge.setPhase(PhaseReport(show: .live))
        clock.move(0.2)
        _ = judge.step(batch(muted: true))
        _ = judge.setPhase(PhaseReport(show: .break))
        #expect(judge.state().incidents.map(\.state) == [.open])
        _ = judge.setPhase(PhaseReport(show: .live))
        for _ in 0..<80 {
            clock.move(0.1)
            _ = judge.step(batch(muted: false))
        }
        #expect(judge.state().incidents.isEmpty)
        #expect(judge.record.incidents.count == 1)
    }
}

@Suite struct ProbePlanTests {
    @Test func `every subject depends on its probe, and what no program reads is said`() throws {
        let camera = try #require(Subject(rawValue: "camera/host"))
        let link = try #require(Subject(rawValue: "link/wan"))
        let text = LocalizedText(en: "studio", zh: "直播间")
        let program = ProbeProgram(
            path: "/nowhere/onair-probe-camera",
            description: ProbeDescription(
                family: "camera", isolation: .subject, metrics: [], matchKeys: ["serial"]))
        let studio = Studio(
            name: "test", title: text,
            subjects: [
                WatchedSubject(subject: camera, secrets: ["url": .environment("KEY")]),
                WatchedSubject(subject: link),
            ])
        let plan = ProbePlan(
            studio, programs: [program], mode: .passive, seconds: 3,
            secrets: [camera: ["url": Secret("rtmp://key")]])
        #expect(plan.assignments.map(\.probe.rawValue) == ["probe/camera.host"])
        #expect(plan.assignments.first?.configuration.subjects.first?.secrets == ["url": "rtmp://key"])
        #expect(plan.assignments.first?.configuration.mode == .passive)
        #expect(plan.studio.watched(camera)?.dependsOn.map(\.rawValue) == ["probe/camera.host"])
        #expect(plan.unattended == [link])
        #expect(plan.catalogue["probe.running"] != nil)
    }

    @Test func `what one line cannot hold is told to several processes`() throws {
        let program = ProbeProgram(
            path: "/nowhere/onair-probe-link",
            description: ProbeDescription(
                family: "link", isolation: .family, metrics: [], matchKeys: ["interface"]))
        let subjects = (1...3000).compactMap { Subject(rawValue: "link/eth\($0)") }.map {
            WatchedSubject(subject: $0, match: ["interface": .text("eth0")])
        }
        let text = LocalizedText(en: "studio", zh: "直播间")
        let studio = Studio(name: "test", title: text, subjects: subjects)
        let plan = ProbePlan(studio, programs: [program], mode: .active, secrets: [:])
        let lines = try plan.assignments.map { try Line.encode(DeskCommand.configure($0.configuration)) }
        #expect(lines.count > 1 && lines.allSatisfy { $0.count <= Line.limit })
        #expect(
            plan.assignments.flatMap { $0.configuration.subjects.map(\.subject) } == subjects.map(\.subject))
        #expect(Set(plan.assignments.map(\.probe)).count == lines.count)
        for assignment in plan.assignments {
            for subject in assignment.configuration.subjects {
                #expect(plan.studio.watched(subject.subject)?.dependsOn == [assignment.probe])
            }
        }
        #expect(ProbePlan.oversized(studio) == [])
        let long = WatchedSubject(
            subject: subjects[0].subject, match: ["interface": .text(String(repeating: "x", count: 70_000))])
        #expect(ProbePlan.oversized(Studio(name: "test", title: text, subjects: [long])) == [long.subject])
    }

    @Test func `programs are found by name, the first folder winning, and build products are not programs`()
        throws
    {
        let folder = try ScratchFolder()
        let names = ["onair-probe-b", "onair-probe-a", "onair-probe-a.o", "other"]
        for name in names {
            let file = try OwnedDescriptor.open(folder.path + "/" + name, flags: 0o101, mode: 0o755)
            try Descriptors.writeAll(Array("#!/bin/sh\n".utf8), to: file.number)
        }
        let found = ProbeLocator(folders: ["/does/not/exist", folder.path]).programs()
        #expect(found == [folder.path + "/onair-probe-a", folder.path + "/onair-probe-b"])
    }
}

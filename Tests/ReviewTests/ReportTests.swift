import Foundation
import Journal
import Review
import StudioModel
import Testing

@Suite struct ReportTests {
    private let report: ReviewReport

    init() throws {
        report = ReviewReport(try Evening.typical().input)
    }

    @Test func `the show is summed up in one sentence, in both languages`() {
        #expect(
            report.overview.sentence.en
                == "2 h 00 min on air, 3 incidents: 37 s off air, 26 s of slate, 1 min 30 s degraded, 9 min 55 s not measured."
        )
        #expect(report.overview.sentence.zh == "播出 2 小时 00 分，3 起事件：停播 37 秒、垫片 26 秒、受损 1 分 30 秒、未测量 9 分 55 秒。")
        #expect(report.overview.lastCheck == .warn)
    }

    @Test func `response times are means over the incidents that have them`() {
        let response = report.response
        #expect(response.detect?.count == 3)
        #expect(response.acknowledge?.count == 2)
        #expect(response.acknowledge?.mean == 6.5)
        #expect(response.resolve?.longest == 158)
        #expect(response.byCategory.map(\.category) == ["encoder", "picture", "sound"])
    }

    @Test func `steps are in time, late, skipped or not done`() {
        #expect(report.response.adherence.onTime == 2)
        #expect(report.response.adherence.late == 1)
        #expect(report.response.adherence.open == 1)
        #expect(report.actionItems.contains { $0.text.en.hasPrefix("Rehearse playbook P8: 1 of 2") })
    }

    @Test func `what the root explains is kept as evidence`() {
        #expect(report.incidents[0].incident.explained.map(\.rule) == ["output.silent"])
        #expect(
            report.contributingFactors.contains {
                $0.en.contains("#1 Microphone is muted also set off: output.silent")
            })
    }

    @Test func `what was not measured is said, and nothing unmeasured is praised`() {
        #expect(report.notMeasured.contains { $0.en.hasPrefix("For 9 min 55 s on air nothing was measured") })
        #expect(report.notMeasured.contains { $0.zh.contains("user is not in group video") })
        #expect(!report.wentWell.contains { $0.en.contains("Not a second off air") })
    }

    @Test func `every waiver, late step and fault has an action with an owner`() {
        #expect(report.actionItems.allSatisfy { $0.owner == "李明" && $0.status == "open" })
        #expect(
            report.actionItems.contains { $0.text.en == "Settle what was waived: host.clock.unsynchronised" })
        #expect(report.actionItems.contains { $0.text.zh == "麦克风已静音：在发射器上取消静音，并固定开关" })
    }

    @Test func `the timeline is in order and names who did what`() {
        #expect(report.timeline.map(\.at) == report.timeline.map(\.at).sorted())
        #expect(report.timeline.contains { $0.text.en == "Taken by 李明" && $0.incident == 1 })
        #expect(
            report.timeline.contains {
                $0.kind == .alarm && $0.text.en.hasPrefix("Alarm, explained by another")
            })
    }

    @Test func `a faultless measured show is praised for it`() throws {
        var evening = try Evening()
        evening.add(0, .showStarted(show: "s", studio: "d"))
        evening.add(0, .watchStarted(process: 1, boot: "b"))
        evening.add(0, .phaseChanged(phase: .live, output: nil, by: "a"))
        evening.add(600, .watchStopped(reason: "end"))
        evening.add(600, .phaseChanged(phase: .end, output: nil, by: "a"))
        let report = ReviewReport(ReviewInput(record: evening.record, now: evening.at(700)))
        #expect(report.wentWell.map(\.en) == ["Not a second off air in 10 min 00 s", "No incident"])
        #expect(report.wentWrong.isEmpty && report.actionItems.isEmpty)
        #expect(report.overview.sentence.zh == "播出 10 分 00 秒，无事件：播出无损。")
    }

    @Test func `the JSON has its schema and all eleven sections`() throws {
        let json = try report.json()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "onair.review/1")
        for section in [
            "overview", "incidents", "contributing_factors", "resolution", "impact", "responders", "timeline",
            "went_well", "went_wrong", "action_items", "messaging", "response", "quality", "not_measured",
            "trend",
        ] {
            #expect(object[section] != nil, "\(section)")
        }
        #expect((object["impact"] as? [String: Any])?["off_air_seconds"] as? Double == 37)
    }

    @Test func `a review is written from a real journal and its readings`() throws {
        let folder = NSTemporaryDirectory() + "/onair-review-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let start = WallTime(milliseconds: 1_773_000_000_000)
        let clock = JournalClock(wall: { start }, monotonic: { .seconds(100) }, boot: "b", process: 1)
        let journal = try Journal(folder: folder, clock: clock)
        try journal.append([
            .showStarted(show: "s0", studio: "d"), .phaseChanged(phase: .end, output: nil, by: "a"),
        ])
        let later = JournalClock(
            wall: { start.advanced(by: 60) }, monotonic: { .seconds(160) }, boot: "b", process: 1)
        let show = try Journal(folder: folder, clock: later)
        try show.append([.showStarted(show: "s1", studio: "d"), later.mapping])
        try show.append(.phaseChanged(phase: .live, output: nil, by: "a"))
        let store = try ReadingStore(folder: folder, clock: later)
        let camera = try #require(Subject(rawValue: "camera/host"))
        store.append(
            (0..<100).map {
                Reading(
                    at: .seconds(100 + Double($0)), subject: camera, metric: "camera.fps.delivered",
                    outcome: .number(30))
            })
        try store.close()
        let input = try #require(
            try ReviewInput(
                show: "s1", journal: show, archive: ReadingArchive(folder: folder), studio: nil,
                now: start.advanced(by: 90)))
        #expect(input.series.first?.points.count == 31, "from the show's start until now")
        #expect(input.series.first?.points.first?.at == start.advanced(by: 60))
        #expect(input.earlier.map(\.show) == ["s0"])
        #expect(Impact(input).cleanSeconds == 30)
        let missing = try ReviewInput(show: "none", journal: show, archive: nil, studio: nil, now: start)
        #expect(missing?.record.show == nil)
    }
}

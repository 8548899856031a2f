import Review
import StudioModel
import Testing

/// What the review says, and that it is so.
@Suite struct WordingTests {
    /// On air for 100 s; the encoder is away from second 20 to 60, and its incident was closed by hand at 24.
    private func closedTooEarly() throws -> Evening {
        var evening = try Evening()
        evening.add(0, .showStarted(show: "s", studio: "d"))
        evening.add(0, .watchStarted(process: 1, boot: "b"))
        evening.add(0, .phaseChanged(phase: .live, output: nil, by: "a"))
        let text = LocalizedText(en: "The encoder is away", zh: "推流已断开")
        evening.alarm(21, .raised, "uplink.encoder.lost", evening.uplink, since: 20, value: .flag(false))
        evening.add(
            21,
            .incidentOpened(
                evening.incident(
                    1, .offAir, "network", text, text,
                    root: AlarmKey(rule: "uplink.encoder.lost", subject: evening.uplink), started: 20,
                    detected: 21, playbook: "P1",
                    steps: [(text, "director", nil, 5), (text, "director", nil, 900)])))
        evening.add(24, .mitigated(incident: "I1"))
        evening.add(24, .resolved(incident: "I1", by: "a"))
        return evening
    }

    private func ended(_ evening: Evening) -> ReviewInput {
        var evening = evening
        evening.add(100, .phaseChanged(phase: .end, output: nil, by: "a"))
        evening.add(100, .watchStopped(reason: "end"))
        return ReviewInput(record: evening.record, studio: evening.studio, now: evening.at(200))
    }

    @Test func `off-air time lasts as long as the alarm, not as long as the incident`() throws {
        var evening = try closedTooEarly()
        evening.alarm(60, .cleared, "uplink.encoder.lost", evening.uplink)
        let report = ReviewReport(ended(evening))
        #expect(report.impact.offAirSeconds == 40)
        #expect(report.incidents.first?.onAirSeconds == 40)
    }

    @Test func `the lull between two faults of one incident was on air`() throws {
        var evening = try closedTooEarly()
        evening.entries.removeLast(2)
        for (second, event) in [(30.0, Transition.Event.cleared), (50, .raised), (60, .cleared)] {
            evening.alarm(second, event, "uplink.encoder.lost", evening.uplink)
            evening.add(second, event == .raised ? .reopened(incident: "I1") : .mitigated(incident: "I1"))
        }
        let report = ReviewReport(ended(evening))
        #expect(report.impact.offAirSeconds == 20)
        #expect(report.timeline.contains { $0.text.en == "It came back: The encoder is away" })
        #expect(report.contributingFactors.contains { $0.en.contains("came back before it was closed") })
    }

    @Test func `an alarm that cleared says no more than that, and a state needs no value`() throws {
        var evening = try closedTooEarly()
        evening.alarm(
            60, .cleared, "uplink.encoder.lost", evening.uplink, value: .flag(true), limit: "== false")
        let lines = ReviewReport(ended(evening)).timeline.filter { $0.kind == .alarm }.map(\.text.en)
        #expect(
            lines == [
                "Alarm: uplink.encoder.lost (Uplink)", "Alarm cleared: uplink.encoder.lost (Uplink)",
            ])
    }

    @Test func `all playbook steps are accounted for, and a playbook is rehearsed once`() throws {
        var evening = try closedTooEarly()
        evening.entries.removeLast()
        let text = LocalizedText(en: "Again", zh: "再次")
        evening.add(
            40,
            .incidentOpened(
                evening.incident(
                    2, .offAir, "network", text, text, root: nil, started: 40, detected: 40, playbook: "P1",
                    steps: [(text, "director", nil, 5)])))
        evening.add(90, .resolved(incident: "I1", by: "a"))
        let report = ReviewReport(ended(evening))
        #expect(
            report.wentWrong.contains {
                $0.en == "Playbook steps, 3 in all: 2 not done, 1 over before they were due"
            })
        let rehearsals = report.actionItems.filter { $0.text.en.hasPrefix("Rehearse playbook P1") }
        #expect(rehearsals.map(\.text.en) == ["Rehearse playbook P1: 2 of 2 steps late or not done"])
    }

    @Test func `a show is last night's only where it was`() throws {
        // 2026-03-08T20:00Z on the wall of a studio in UTC.
        var input = ended(try closedTooEarly())
        #expect(ReviewReport(input).messaging.en.hasPrefix("The show was on air"), "the same evening")
        input.now = input.now.advanced(by: 14 * 3600)
        #expect(ReviewReport(input).messaging.en.hasPrefix("Last night's show was on air"))
        input.localClock = LocalClock(offsetSeconds: 15 * 3600)
        #expect(
            ReviewReport(input).messaging.en.hasPrefix("The show was on air"),
            "at eleven in the morning there")
        input.localClock = LocalClock(offsetSeconds: 0)
        input.now = input.now.advanced(by: 48 * 3600)
        #expect(ReviewReport(input).messaging.en.hasPrefix("The show was on air"), "days ago")
    }

    @Test func `what was not measured is one line a cause, with names`() throws {
        let evening = try Evening.typical()
        var input = evening.input
        input.names = ["picture.frozen": LocalizedText(en: "picture frozen", zh: "画面静止")]
        input.series.append(
            evening.series(evening.camera, "picture.black") { _ in .denied("user is not in group video") })
        let lines = ReviewReport(input).notMeasured.map(\.en).filter { $0.hasPrefix("Camera 1") }
        #expect(
            lines == [
                "Camera 1: no picture.black, picture frozen in 100 % of readings (denied: user is not in group video)"
            ])
    }

    @Test func `the machinery that watches is not praised`() throws {
        let evening = try Evening.typical()
        var input = evening.input
        for word in ["probe/stream", "host/this-machine", "camera/spare"] {
            let subject = try #require(Subject(rawValue: word))
            input.series.append(evening.series(subject, "some.figure") { _ in .number(1) })
        }
        let praised = ReviewReport(input).wentWell.map(\.en).first { $0.hasPrefix("Without a fault") }
        #expect(praised?.contains("camera/spare") == true)
        #expect(praised?.contains("probe/") == false && praised?.contains("host/") == false)
    }

    @Test func `a stream that was gone was not frozen`() throws {
        var evening = try closedTooEarly()
        evening.alarm(22, .inhibited, "output.stalled", evening.output)
        evening.alarm(60, .cleared, "uplink.encoder.lost", evening.uplink)
        evening.alarm(66, .cleared, "output.stalled", evening.output)
        let impact = Impact(ended(evening))
        #expect(impact.frozenSeconds == 6 && impact.offAirSeconds == 40)
    }
}

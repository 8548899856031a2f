import Review
import StudioModel
import Testing

@Suite struct ImpactTests {
    @Test func `off air, slate, degraded and not measured are counted apart, and every second once`() throws {
        let impact = Impact(try Evening.typical().input)
        #expect(impact.onAirSeconds == 7200)
        #expect(impact.offAirSeconds == 13 + 24)
        #expect(impact.slateSeconds == 2690 - 2664, "behind a stopped uplink, a slate is still off air")
        #expect(impact.degradedSeconds == 90)
        #expect(impact.notMeasuredSeconds == 595, "readings count for ten seconds after the last one")
        let parts = [
            impact.offAirSeconds, impact.slateSeconds, impact.degradedSeconds, impact.notMeasuredSeconds,
            impact.cleanSeconds,
        ]
        #expect(parts.reduce(0, +) == impact.onAirSeconds)
    }

    @Test func `a slate over a dark camera is slate, not off air`() throws {
        var evening = try Evening()
        evening.add(0, .showStarted(show: "s", studio: "d"))
        evening.add(0, .watchStarted(process: 1, boot: "b"))
        evening.add(0, .phaseChanged(phase: .live, output: nil, by: "a"))
        let root = AlarmKey(rule: "picture.black", subject: evening.camera)
        let text = LocalizedText(en: "Black", zh: "黑场")
        evening.add(
            12,
            .incidentOpened(
                evening.incident(1, .offAir, "picture", text, text, root: root, started: 10, detected: 12)))
        evening.add(20, .phaseChanged(phase: .slate, output: nil, by: "a"))
        evening.add(100, .resolved(incident: "I1", by: "a"))
        evening.add(110, .phaseChanged(phase: .live, output: nil, by: "a"))
        evening.add(200, .phaseChanged(phase: .end, output: nil, by: "a"))
        evening.add(200, .watchStopped(reason: "the show ended"))
        let impact = Impact(ReviewInput(record: evening.record, now: evening.at(300)))
        #expect(impact.offAirSeconds == 10)
        #expect(impact.slateSeconds == 90)
        #expect(impact.cleanSeconds == 100)
    }

    @Test func `silence counts at the output where it was measured, else at the microphone`() throws {
        let evening = try Evening.typical()
        var input = evening.input
        #expect(Impact(input).silentSeconds == 13, "the microphone's mute")
        input.series.append(evening.series(evening.output, "output.audio.level.peak") { _ in .number(-20) })
        #expect(Impact(input).silentSeconds == 15, "the output's silence, until its alarm cleared")
    }

    @Test func `without readings, the time without a watch is not measured`() throws {
        var input = try Evening.typical().input
        input.series = []
        #expect(
            Impact(input).notMeasuredSeconds == 601, "from the last sign of the killed watch to the next one")
    }

    @Test func `a show that was never on air has no impact, and says so`() throws {
        var evening = try Evening()
        evening.add(0, .showStarted(show: "s", studio: "d"))
        evening.add(10, .phaseChanged(phase: .end, output: nil, by: "a"))
        let report = ReviewReport(ReviewInput(record: evening.record, now: evening.at(20)))
        #expect(report.impact.onAirSeconds == 0)
        #expect(report.overview.sentence.en == "The show did not go on air.")
        #expect(report.wentWell.isEmpty)
    }

    @Test func `a show that goes on is reported until now`() throws {
        var evening = try Evening()
        evening.add(0, .showStarted(show: "s", studio: "d"))
        evening.add(0, .watchStarted(process: 1, boot: "b"))
        evening.add(0, .phaseChanged(phase: .live, output: nil, by: "a"))
        let impact = Impact(ReviewInput(record: evening.record, now: evening.at(60)))
        #expect(impact.onAirSeconds == 60)
        #expect(impact.cleanSeconds == 60)
    }
}

import AlarmEngine
import StudioModel
import Testing

/// Silence of the readings: never green, one alarm a subject, and the probe's own alarm before it.
@Suite struct NoDataTests {
    static let rules = [
        rule("probe.lost", fail: level(["probe.running": "== false"])),
        rule(
            "camera.removed", fail: level(["camera.present": "== false"]), severity: .offAir,
            yieldsTo: ["probe.lost"]),
        rule("camera.black", fail: level(["picture.black": "== true"]), yieldsTo: ["camera.removed"]),
        rule(
            "camera.fps", warn: level(["camera.fps.ratio": "< 0.98"]), severity: .notice,
            yieldsTo: ["camera.removed"]),
    ]
    static let subjects = [
        WatchedSubject(subject: subject("camera/host"), dependsOn: [subject("probe/camera")])
    ]
    static let periods: [Metric: Double] = ["picture.black": 1, "camera.fps.ratio": 1]

    private func bench() -> Bench { Bench(Self.rules, Self.subjects, periods: Self.periods) }

    /// Both metrics in order once a second until `end`.
    private func good(_ end: Double, from start: Double = 1) -> [Reading] {
        readings("camera/host", "picture.black", from: start, to: end, every: 1) { _ in false }
            + readings("camera/host", "camera.fps.ratio", from: start, to: end, every: 1) { _ in 1 }
    }

    @Test func `three periods without a reading are an alarm, and one alarm a subject`() throws {
        var bench = bench()
        bench.advance(to: 10, good(10))
        #expect(bench.state("camera.black", "camera/host") == .ok)
        bench.advance(to: 15)
        #expect(bench.events == ["no-data camera.black @ 13.3", "inhibited camera.fps @ 13.3"])
        let spoken = try #require(bench.transitions.first)
        #expect(spoken.state == .noData)
        #expect(spoken.since == at(10))
        #expect(spoken.reason == "picture.black: no reading for 3.3 s")
        #expect(bench.state("camera.fps", "camera/host") == .inhibited)
    }

    @Test func `a probe that is lost explains that there is no data`() {
        var bench = bench()
        bench.advance(to: 10, good(10))
        bench.send("probe/camera", "probe.running", false, at: 11)
        bench.advance(to: 15)
        #expect(
            bench.events == [
                "raised probe.lost @ 11", "inhibited camera.black @ 13", "inhibited camera.fps @ 13",
            ])
    }

    @Test func `a probe found lost later takes the alarm over`() {
        var bench = bench()
        bench.advance(to: 10, good(10))
        bench.send("probe/camera", "probe.running", false, at: 16)
        bench.advance(to: 17)
        #expect(
            bench.events == [
                "no-data camera.black @ 13.3", "inhibited camera.fps @ 13.3", "raised probe.lost @ 16",
                "rerooted camera.black @ 16", "rerooted camera.fps @ 16",
            ])
    }

    @Test func `the lost probe of what it depends on explains nothing`() {
        let output = WatchedSubject(subject: subject("output/main"), dependsOn: [subject("camera/host")])
        let fps = rule("output.fps", fail: level(["output.fps": "< 10"]))
        var bench = Bench([Self.rules[0], fps], Self.subjects + [output], periods: ["output.fps": 1])
        bench.advance(
            to: 9,
            [
                reading("probe/camera", "probe.running", false, at: 1),
                reading("output/main", "output.fps", 30, at: 2),
            ])
        #expect(bench.events == ["raised probe.lost @ 1", "no-data output.fps @ 5.3"])
    }

    @Test func `a probe that is back has the time to open its devices`() {
        var bench = bench()
        let lost = [reading("probe/camera", "probe.running", false, at: 11)]
        let back = [reading("probe/camera", "probe.running", true, at: 14)]
        bench.advance(to: 30, good(10) + lost + back + good(30, from: 19))
        #expect(
            bench.events == [
                "raised probe.lost @ 11", "inhibited camera.black @ 13", "inhibited camera.fps @ 13",
                "cleared probe.lost @ 15", "cleared camera.black @ 20", "cleared camera.fps @ 20",
            ])
    }

    @Test func `data that come back clear it after the clear time`() {
        var bench = bench()
        bench.advance(to: 20, good(10) + good(20, from: 15))
        #expect(
            bench.events.suffix(2) == ["cleared camera.black @ 16", "cleared camera.fps @ 16"])
    }

    @Test func `data that come back bad are told as what they are`() {
        var bench = bench()
        bench.advance(to: 14.9, good(10))
        bench.send("camera/host", "picture.black", true, at: 15)
        bench.advance(to: 16)
        #expect(bench.events.contains("raised camera.black @ 15.3"))
        #expect(bench.state("camera.black", "camera/host") == .firing)
    }

    @Test(arguments: [(1.0, "no-data camera.black @ 5.3"), (4.0, "no-data camera.black @ 12.3")])
    func `a metric that never came is waited for five seconds or three periods`(period: Double, line: String)
    {
        var bench = Bench(Self.rules, Self.subjects, periods: ["picture.black": period])
        bench.advance(to: 20)
        #expect(bench.events == [line])
        #expect(bench.transitions.first?.reason == "picture.black: no reading yet")
    }

    @Test func `a fast metric is not called silent before a probe could be called late`() {
        var bench = Bench(Self.rules, Self.subjects, periods: ["picture.black": 0.05])
        bench.advance(
            to: 5, readings("camera/host", "picture.black", from: 0.1, to: 3, every: 0.05) { _ in false })
        #expect(bench.events.isEmpty)
        bench.advance(to: 6)
        #expect(bench.events == ["no-data camera.black @ 5.3"])
    }

    @Test(arguments: [
        Outcome.absent("no camera"), .unsupported("not by this camera"), .denied("group video"),
        .failed("decoder"),
    ])
    func `what has no value is neither bad nor in order`(outcome: Outcome) throws {
        var bench = bench()
        bench.advance(to: 2, good(2))
        bench.send("camera/host", "picture.black", outcome, at: 3)
        #expect(bench.events.isEmpty)
        let status = try #require(bench.engine.snapshot().first { $0.key.rule == "camera.black" })
        #expect(status.state == .noData)
        #expect(status.reason == outcome.description)
        #expect(status.value == nil)
    }

    @Test func `refused or failing as long as silent is no data`() {
        var bench = bench()
        let failing = readings("camera/host", "picture.black", from: 3, to: 9, every: 1) { _ in
            .failed("decoder")
        }
        bench.advance(to: 9, good(2) + good(9).filter { $0.metric == "camera.fps.ratio" } + failing)
        #expect(bench.events == ["no-data camera.black @ 6.3"])
        #expect(bench.transitions.first?.reason == "picture.black: failed: decoder")
    }

    @Test(arguments: [Outcome.absent("no camera"), .unsupported("not by this camera")])
    func `an absent device is its own alarm, and its measures are quiet`(outcome: Outcome) {
        var bench = bench()
        bench.advance(to: 2.9, good(2))
        bench.advance(
            to: 60,
            [
                reading("camera/host", "camera.present", false, at: 3),
                reading("camera/host", "picture.black", outcome, at: 3),
                reading("camera/host", "camera.fps.ratio", outcome, at: 3),
            ])
        #expect(bench.events == ["raised camera.removed @ 3.3"])
        #expect(bench.state("camera.black", "camera/host") == .noData)
    }

    @Test(arguments: [
        (Severity.offAir, ["raised camera.other @ 9", "inhibited camera.black @ 13"]),
        (.notice, ["raised camera.other @ 9", "no-data camera.black @ 13.3"]),
    ])
    func `what fires on the subject explains it, unless it is less severe`(
        severity: Severity, expected: [String]
    ) {
        let other = rule("camera.other", fail: level(["camera.other": "== true"]), severity: severity)
        var bench = Bench([Self.rules[2], other], Self.subjects, periods: Self.periods)
        bench.advance(to: 14, good(10) + [reading("camera/host", "camera.other", true, at: 9)])
        #expect(bench.events == expected)
    }

    @Test func `a fault stays a fault when its readings stop`() {
        var bench = bench()
        let last = reading("camera/host", "camera.fps.ratio", 1, at: 5)
        bench.advance(to: 12, good(4) + [last, reading("camera/host", "picture.black", true, at: 5)])
        #expect(bench.events.first == "raised camera.black @ 5.3")
        #expect(bench.state("camera.black", "camera/host") == .firing)
        #expect(!bench.events.contains { $0.hasPrefix("cleared") })
    }
}

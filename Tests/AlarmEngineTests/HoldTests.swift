import AlarmEngine
import StudioModel
import Testing

/// When an alarm is raised, changed and cleared.
@Suite struct HoldTests {
    let host = WatchedSubject(subject: subject("camera/host"), expect: ["fps": 30])

    @Test func `a discrete fact is raised in the step of its reading`() throws {
        var bench = Bench([rule("camera.removed", fail: level(["camera.present": "== false"]))], [host])
        bench.send("camera/host", "camera.present", true, at: 1)
        let raised = bench.advance(to: 1.5, [reading("camera/host", "camera.present", false, at: 1.234)])
        #expect(raised.map(\.line) == ["raised camera.removed @ 1.3"])
        let first = try #require(raised.first)
        #expect(first.since == at(1.234))
        #expect(first.value == .flag(false))
        #expect(first.limit == "== false")
        #expect(first.state == .firing)
    }

    @Test func `a state holds by the clock, without a second reading`() {
        var bench = Bench(
            [rule("camera.removed", fail: level(["camera.present": "== false"], hold: 2))], [host],
            periods: ["camera.present": 5])
        bench.send("camera/host", "camera.present", false, at: 1)
        bench.advance(to: 4)
        #expect(bench.events == ["raised camera.removed @ 3"])
    }

    @Test(arguments: [
        // values at 1 Hz from 0 s; a hold of 2 s is three readings in a row.
        ([1.0, 0, 0, 1, 1, 1], [String]()),
        ([1.0, 0, 0, 0, 1, 1], ["raised camera.fps @ 3"]),
        ([0.0, 0, 0, 0, 0, 0], ["raised camera.fps @ 2"]),
        ([0.0, 0, 1, 0, 0, 1], []),
    ])
    func `a hold of two seconds at one reading a second is three in a row`(
        values: [Double], expected: [String]
    ) {
        var bench = Bench(
            [rule("camera.fps", fail: level(["camera.fps.ratio": "< 0.9"], hold: 2), clear: 60)], [host],
            periods: ["camera.fps.ratio": 1])
        for (second, value) in values.enumerated() {
            // It arrives 70 ms after its instant: the step of its instant is over.
            bench.advance(to: Double(second) + 0.07)
            bench.advance(
                to: Double(second) + 0.1,
                [reading("camera/host", "camera.fps.ratio", .number(value), at: Double(second))])
        }
        #expect(bench.events.map { $0.prefix(18) } == expected.map { $0.prefix(18) })
    }

    @Test func `warn and fail hold for their own times, and the level is said when it changes`() {
        var bench = Bench(
            [
                rule(
                    "camera.fps", warn: level(["camera.fps.ratio": "< 0.98"], hold: 2),
                    fail: level(["camera.fps.ratio": "< 0.9"], hold: 4), clear: 3)
            ], [host])
        bench.send("camera/host", "camera.fps.ratio", 0.5, at: 1)
        bench.advance(to: 6)
        bench.send("camera/host", "camera.fps.ratio", 0.95, at: 6)
        bench.advance(to: 10)
        bench.send("camera/host", "camera.fps.ratio", 1, at: 10)
        bench.advance(to: 14)
        #expect(
            bench.events == [
                "raised camera.fps @ 3", "changed camera.fps @ 5", "changed camera.fps @ 9",
                "cleared camera.fps @ 13",
            ])
        #expect(bench.transitions.map(\.level) == [.warn, .fail, .warn, .warn])
        #expect(bench.transitions.map(\.limit) == ["< 0.98", "< 0.9", "< 0.98", "< 0.98"])
    }

    @Test func `an alarm clears only after its clear time without a break`() {
        var bench = Bench([rule("camera.black", fail: level(["picture.black": "== true"]), clear: 5)], [host])
        bench.send("camera/host", "picture.black", true, at: 1)
        bench.send("camera/host", "picture.black", false, at: 2)
        #expect(bench.state("camera.black", "camera/host") == .clearing)
        bench.send("camera/host", "picture.black", true, at: 4)
        #expect(bench.state("camera.black", "camera/host") == .firing)
        bench.send("camera/host", "picture.black", false, at: 5)
        bench.advance(to: 20)
        #expect(bench.events == ["raised camera.black @ 1", "cleared camera.black @ 10"])
        #expect(bench.state("camera.black", "camera/host") == .ok)
    }

    @Test func `a flicker between two steps breaks the hold`() {
        var bench = Bench([rule("camera.black", fail: level(["picture.black": "== true"], hold: 1))], [host])
        bench.advance(
            to: 1.9,
            [
                reading("camera/host", "picture.black", true, at: 0.5),
                reading("camera/host", "picture.black", false, at: 1.41),
                reading("camera/host", "picture.black", true, at: 1.45),
            ])
        #expect(bench.events.isEmpty)
        bench.advance(to: 3)
        #expect(bench.events == ["raised camera.black @ 2.5"])
    }

    @Test func `a conjunction needs every part`() {
        let frozenTalk = rule(
            "camera.frozen", fail: level(["picture.frozen": "== true", "sound.present": "== true"], hold: 1))
        var bench = Bench([frozenTalk], [host])
        bench.send("camera/host", "picture.frozen", true, at: 1)
        bench.advance(to: 4)
        #expect(bench.events.isEmpty)
        #expect(bench.state("camera.frozen", "camera/host") == .noData)
        bench.send("camera/host", "sound.present", true, at: 4)
        bench.advance(to: 6)
        #expect(bench.events == ["raised camera.frozen @ 5"])
        #expect(bench.transitions.first?.since == at(4))
    }

    @Test func `a part that is not met decides whatever else is unknown`() {
        var bench = Bench(
            [rule("camera.frozen", fail: level(["picture.frozen": "== true", "sound.present": "== true"]))],
            [host])
        bench.send("camera/host", "picture.frozen", false, at: 1)
        #expect(bench.state("camera.frozen", "camera/host") == .ok)
    }

    @Test func `limits take what the profile expects, and what it does not say is listed`() {
        let rules = [
            rule("camera.fps", fail: level(["camera.fps.delivered": "< 0.9 * profile.fps"])),
            rule(
                "camera.gain", warn: level(["camera.gain": "> baseline.gain + 6"]),
                fail: level(["camera.gain": "> 40"])),
        ]
        var bench = Bench(rules, [host])
        #expect(
            bench.engine.unresolved.map { "\($0.key) \($0.level) \($0.missing)" } == [
                "camera.gain @ camera/host warn baseline.gain"
            ])
        bench.send("camera/host", "camera.fps.delivered", 26.9, at: 1)
        bench.send("camera/host", "camera.gain", 39, at: 2)
        #expect(bench.events == ["raised camera.fps @ 1"])
        #expect(bench.transitions.first?.limit == "< 27")
        #expect(bench.engine.count == 2)
    }
}

import AlarmEngine
import StudioModel
import Testing

/// Values over a window, and what they cost.
@Suite struct WindowTests {
    @Test(arguments: [
        (Rule.Window.Use.mean, Value.number(5.5)), (.min, 1), (.max, 10), (.p5, 1), (.p95, 10), (.last, 10),
        (.rate, 1),
    ])
    func `samples become one value`(use: Rule.Window.Use, expected: Value) {
        let samples = (1...10).map { Sample(at: at(Double($0)), value: .number(Double($0))) }
        #expect(use.combine(samples[...]) == expected)
    }

    @Test(arguments: [
        (Rule.Window.Use.mean, [true, false, true, true], Value.number(0.75)), (.min, [true, false], false),
        (.min, [true, true], true), (.max, [false, true], true), (.max, [false, false], false),
        (.last, [true, false], false),
    ])
    func `flags combine as well`(use: Rule.Window.Use, flags: [Bool], expected: Value) {
        let samples = flags.enumerated().map { Sample(at: at(Double($0)), value: .flag($1)) }
        #expect(use.combine(samples[...]) == expected)
    }

    @Test func `of words the newest stands, and of nothing nothing`() {
        #expect(
            Rule.Window.Use.mean.combine([Sample(at: at(1), value: "a"), Sample(at: at(2), value: "b")][...])
                == "b")
        #expect(Rule.Window.Use.mean.combine([]) == nil)
        #expect(Rule.Window.Use.rate.combine([Sample(at: at(1), value: 1)][...]) == nil)
    }

    static let host = WatchedSubject(subject: subject("camera/host"))
    static func mean(_ seconds: Double) -> Rule {
        rule(
            "camera.fps", window: .init(seconds: seconds, use: .mean), fail: level(["camera.fps": "< 25"]),
            clear: 1)
    }

    @Test func `a window is judged when it is full`() {
        var bench = Bench([Self.mean(5)], [Self.host], periods: ["camera.fps": 1])
        bench.advance(to: 10, readings("camera/host", "camera.fps", from: 1, to: 4, every: 1) { _ in 10 })
        #expect(!bench.events.contains { $0.hasPrefix("raised") })
        var full = Bench([Self.mean(5)], [Self.host], periods: ["camera.fps": 1])
        full.advance(to: 5.5, readings("camera/host", "camera.fps", from: 1, to: 5, every: 1) { _ in 10 })
        #expect(full.events == ["raised camera.fps @ 5"])
        #expect(full.transitions.first?.value == 10)
    }

    @Test(arguments: [
        (Rule.Window.Use.max, "< -40", -30.0, AlarmState.ok), (.max, "< -40", -50, .noData),
        (.max, "> -9", -3, .firing),
        (.min, "< -40", -50, .firing), (.min, "> -9", -20, .ok), (.p95, "> -9", -3, .noData),
    ])
    func `what more samples cannot change is judged before the window is full`(
        use: Rule.Window.Use, limit: String, value: Double, state: AlarmState
    ) {
        let level = rule("camera.x", window: .init(seconds: 20, use: use), fail: level(["camera.x": limit]))
        var bench = Bench([level], [Self.host], periods: ["camera.x": 1])
        bench.send("camera/host", "camera.x", .number(value), at: 1)
        #expect(bench.state("camera.x", "camera/host") == state)
    }

    @Test func `one bad value does not move the mean past its limit, many do`() {
        var bench = Bench([Self.mean(4)], [Self.host], periods: ["camera.fps": 1])
        let values = readings("camera/host", "camera.fps", from: 1, to: 20, every: 1) { now in
            now == 8 ? 15 : now > 14 ? 0 : 30
        }
        bench.advance(to: 20, values)
        #expect(bench.events == ["raised camera.fps @ 15"])
        #expect(bench.transitions.first?.value == 22.5)
    }

    @Test func `what was before a gap is not mixed with what comes after`() {
        var bench = Bench([Self.mean(4)], [Self.host], periods: ["camera.fps": 1])
        bench.advance(
            to: 12,
            readings("camera/host", "camera.fps", from: 1, to: 6, every: 1) { _ in 30 }
                + [reading("camera/host", "camera.fps", .absent("unplugged"), at: 7)]
                + readings("camera/host", "camera.fps", from: 8, to: 10, every: 1) { _ in 0 })
        #expect(bench.events.isEmpty)
        #expect(bench.state("camera.fps", "camera/host") == .noData)
    }

    @Test func `a late sample takes its place in the window`() {
        var bench = Bench([Self.mean(4)], [Self.host], periods: ["camera.fps": 1])
        let all = readings("camera/host", "camera.fps", from: 1, to: 6, every: 1) { $0 == 4 ? 0 : 30 }
        bench.advance(to: 5.2, all.filter { $0.at != at(4) && $0.at < at(6) })
        bench.advance(to: 6.1, all.filter { $0.at == at(4) || $0.at == at(6) })
        #expect(bench.events == ["raised camera.fps @ 5.3"])
        #expect(bench.transitions.first?.value == 22.5)
    }

    @Test func `a flood is judged with bounded memory`() {
        var bench = Bench([Self.mean(10)], [Self.host], periods: ["camera.fps": 1])
        for second in 0..<4 {
            let flood = (0..<2500).map { place in
                reading(
                    "camera/host", "camera.fps", .number(Double(place % 2)),
                    at: Double(second) + Double(place) / 2500)
            }
            bench.advance(to: Double(second + 1), flood)
        }
        let status = bench.engine.snapshot().first
        #expect(status?.value == 0.5 || status?.value == 1 || status?.value == 0)
        #expect(bench.engine.lateReadings == 0)
    }

    @Test func `a hundred rules take ten thousand readings a second in a small part of a core`() {
        var workload = AlarmEngine.workload(seconds: 2)
        #expect(workload.readings == 20_000)
        #expect(workload.engine.count == 1000)
        // Optimised code takes milliseconds; this bound only finds what grows with history.
        let clock = ContinuousClock()
        var transitions = 0
        let took = clock.measure { transitions = workload.run() }
        #expect(transitions > 100)
        #expect(took < .seconds(60))
    }
}

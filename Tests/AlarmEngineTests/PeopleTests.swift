import AlarmEngine
import StudioModel
import Testing

/// Phases, silences and flapping.
@Suite struct PeopleTests {
    static let black = rule(
        "camera.black", fail: level(["picture.black": "== true"], hold: 1), phases: [.live])
    static let host = WatchedSubject(subject: subject("camera/host"))
    static let key = AlarmKey(rule: "camera.black", subject: subject("camera/host"))

    @Test func `out of its phase a rule is not judged, and is not green`() {
        var bench = Bench([Self.black], [Self.host], phase: .setup)
        #expect(bench.state("camera.black", "camera/host") == .noData)
        bench.send("camera/host", "picture.black", true, at: 1)
        bench.advance(to: 5)
        #expect(bench.events.isEmpty)
        #expect(bench.state("camera.black", "camera/host") == .pending)
        #expect(bench.engine.snapshot().map(\.isJudged) == [false])
    }

    @Test func `what held before the phase counts from its beginning`() throws {
        var bench = Bench([Self.black], [Self.host], phase: .setup)
        bench.send("camera/host", "picture.black", true, at: 1)
        bench.transitions += bench.engine.setPhase(PhaseReport(show: .live), at: at(5))
        bench.advance(to: 8)
        #expect(bench.events == ["raised camera.black @ 6"])
        #expect(try #require(bench.transitions.first).since == at(5))
    }

    @Test func `leaving the phase clears, and says why`() throws {
        var bench = Bench([Self.black], [Self.host])
        bench.send("camera/host", "picture.black", true, at: 1)
        bench.advance(to: 3)
        let left = bench.engine.setPhase(PhaseReport(show: .end), at: at(3))
        #expect(left.map(\.line) == ["cleared camera.black @ 3"])
        #expect(try #require(left.first).reason == "not judged in phase end")
        bench.advance(to: 10)
        #expect(bench.events == ["raised camera.black @ 2"])
    }

    @Test func `an output has its own phase`() {
        let gone = rule("output.gone", fail: level(["output.published": "== false"]), phases: [.live])
        let outputs = ["output/a", "output/b"].map { WatchedSubject(subject: subject($0)) }
        var bench = Bench([gone], outputs, phase: .setup)
        bench.transitions += bench.engine.setPhase(
            PhaseReport(show: .rehearse, outputs: [subject("output/b"): .live]), at: at(0))
        bench.advance(to: 2, ["output/a", "output/b"].map { reading($0, "output.published", false, at: 1) })
        #expect(bench.transitions.map(\.subject) == [subject("output/b")])
    }

    @Test func `a silenced alarm says nothing until its silence ends`() {
        var bench = Bench([Self.black], [Self.host])
        bench.engine.silence(Self.key, until: at(10))
        bench.send("camera/host", "picture.black", true, at: 1)
        bench.advance(to: 9)
        #expect(bench.events == ["silenced camera.black @ 0.1"])
        #expect(bench.state("camera.black", "camera/host") == .silenced)
        bench.advance(to: 11)
        #expect(bench.events.suffix(2) == ["silenced camera.black @ 10", "raised camera.black @ 10"])
        #expect(bench.transitions.suffix(2).allSatisfy { $0.state == .firing })
    }

    @Test func `what comes and goes within a silence is never said`() {
        var bench = Bench([Self.black], [Self.host])
        bench.engine.silence(Self.key, until: at(20))
        bench.send("camera/host", "picture.black", true, at: 1)
        bench.send("camera/host", "picture.black", false, at: 4)
        bench.advance(to: 30)
        #expect(bench.transitions.map(\.event) == [.silenced, .silenced])
        #expect(bench.transitions.map(\.state) == [.silenced, .ok])
    }

    @Test func `a silence can be ended early, and what was raised before it is cleared in it`() {
        var bench = Bench([Self.black], [Self.host])
        bench.send("camera/host", "picture.black", true, at: 1)
        bench.advance(to: 3)
        bench.engine.silence(Self.key, until: at(60))
        bench.send("camera/host", "picture.black", false, at: 4)
        bench.advance(to: 6)
        bench.engine.silence(Self.key, until: nil)
        bench.advance(to: 7)
        #expect(bench.transitions.map(\.event) == [.raised, .silenced, .cleared, .silenced])
    }

    @Test func `three raises and clears in a minute are one unstable alarm until a quiet minute`() {
        var bench = Bench([Self.black], [Self.host])
        for turn in 0..<8 {
            bench.send("camera/host", "picture.black", true, at: Double(turn) * 6 + 1)
            bench.send("camera/host", "picture.black", false, at: Double(turn) * 6 + 3)
        }
        bench.advance(to: 120)
        #expect(
            bench.events == [
                "raised camera.black @ 2", "cleared camera.black @ 4", "raised camera.black @ 8",
                "cleared camera.black @ 10", "raised camera.black @ 14", "flapping camera.black @ 16",
                "cleared camera.black @ 105",
            ])
    }

    @Test func `three in more than a minute are three`() {
        var bench = Bench([Self.black], [Self.host])
        for turn in 0..<4 {
            bench.send("camera/host", "picture.black", true, at: Double(turn) * 40 + 1)
            bench.send("camera/host", "picture.black", false, at: Double(turn) * 40 + 3)
        }
        bench.advance(to: 200)
        #expect(
            bench.transitions.map(\.event) == (0..<4).flatMap { _ in [Transition.Event.raised, .cleared] })
    }
}

import AlarmEngine
import StudioModel
import Testing

/// Who explains whom: one fault, one root.
@Suite struct YieldTests {
    static let rules = [
        rule("probe.lost", fail: level(["probe.running": "== false"])),
        rule("microphone.removed", fail: level(["microphone.present": "== false"]), yieldsTo: ["probe.lost"]),
        rule(
            "microphone.muted", fail: level(["microphone.muted": "== true"]),
            yieldsTo: ["microphone.removed", "probe.lost"]),
        rule(
            "output.silent", fail: level(["output.level": "< -60"], hold: 1),
            yieldsTo: ["microphone.muted", "output.gone"]),
        rule("output.gone", fail: level(["output.published": "== false"])),
    ]
    static let subjects = [
        WatchedSubject(subject: subject("output/main"), dependsOn: [subject("encoder/obs")]),
        WatchedSubject(subject: subject("encoder/obs"), dependsOn: [subject("microphone/host")]),
        WatchedSubject(subject: subject("microphone/host"), dependsOn: [subject("probe/microphone")]),
        WatchedSubject(subject: subject("microphone/guest")),
    ]
    static let mute = AlarmKey(rule: "microphone.muted", subject: subject("microphone/host"))

    @Test func `a muted microphone explains the silent output downstream`() throws {
        var bench = Bench(Self.rules, Self.subjects)
        bench.send("microphone/host", "microphone.muted", true, at: 1)
        bench.send("output/main", "output.level", -90, at: 2)
        bench.advance(to: 4)
        #expect(bench.events == ["raised microphone.muted @ 1.3", "inhibited output.silent @ 3"])
        #expect(try #require(bench.transitions.last).because == [Self.mute])
        #expect(bench.state("output.silent", "output/main") == .inhibited)
    }

    @Test func `a fault of a subject that is not depended on explains nothing`() {
        var bench = Bench(Self.rules, Self.subjects)
        bench.send("microphone/guest", "microphone.muted", true, at: 1)
        bench.send("output/main", "output.level", -90, at: 2)
        bench.advance(to: 4)
        #expect(bench.events == ["raised microphone.muted @ 1.3", "raised output.silent @ 3.3"])
    }

    @Test func `a root is raised at once, what could yield settles first`() {
        var bench = Bench(Self.rules, Self.subjects)
        bench.advance(
            to: 2,
            [
                reading("output/main", "output.published", false, at: 1),
                reading("microphone/host", "microphone.muted", true, at: 1),
            ])
        #expect(bench.events == ["raised output.gone @ 1", "raised microphone.muted @ 1.3"])
    }

    @Test func `a root that comes within the settling time comes first`() {
        var bench = Bench(Self.rules, Self.subjects)
        bench.send("microphone/host", "microphone.muted", true, at: 1)
        bench.send("probe/microphone", "probe.running", false, at: 1.2)
        bench.advance(to: 3)
        #expect(bench.events == ["raised probe.lost @ 1.2", "inhibited microphone.muted @ 1.2"])
    }

    @Test func `a root that comes late takes over what it explains`() throws {
        var bench = Bench(Self.rules, Self.subjects)
        bench.send("output/main", "output.level", -90, at: 1)
        bench.send("microphone/host", "microphone.muted", true, at: 3)
        bench.advance(to: 5)
        #expect(
            bench.events == [
                "raised output.silent @ 2.3", "raised microphone.muted @ 3.3", "rerooted output.silent @ 3.3",
            ])
        let rerooted = try #require(bench.transitions.last)
        #expect(rerooted.because == [Self.mute])
        #expect(rerooted.state == .inhibited)
    }

    @Test func `what outlives its root is raised in its own right, after its hold and clear time`() {
        var bench = Bench(Self.rules, Self.subjects)
        bench.send("microphone/host", "microphone.muted", true, at: 1)
        bench.send("output/main", "output.level", -90, at: 2)
        bench.send("microphone/host", "microphone.muted", false, at: 5)
        bench.advance(to: 10)
        #expect(
            bench.events == [
                "raised microphone.muted @ 1.3", "inhibited output.silent @ 3",
                "cleared microphone.muted @ 6", "raised output.silent @ 8",
            ])
    }

    @Test func `what is felt downstream after its cause is over is no fault of its own`() {
        var bench = Bench(Self.rules, Self.subjects)
        // Muted from 1 s to 2 s; the stream runs 1.8 s behind, and its silence holds only when the mute is over.
        bench.send("microphone/host", "microphone.muted", true, at: 1)
        bench.send("microphone/host", "microphone.muted", false, at: 2)
        bench.send("output/main", "output.level", -90, at: 2.8)
        bench.send("output/main", "output.level", -20, at: 4.5)
        bench.advance(to: 20)
        #expect(bench.events == ["raised microphone.muted @ 1.3", "cleared microphone.muted @ 3"])
    }

    @Test func `a silence that begins after the mute is over is a fault of its own`() {
        var bench = Bench(Self.rules, Self.subjects)
        bench.send("microphone/host", "microphone.muted", true, at: 1)
        bench.send("microphone/host", "microphone.muted", false, at: 2)
        bench.send("output/main", "output.level", -90, at: 3.5)
        bench.advance(to: 20)
        #expect(bench.events.last == "raised output.silent @ 4.8")
    }

    @Test func `what recovers with its root is never raised`() {
        var bench = Bench(Self.rules, Self.subjects)
        bench.send("microphone/host", "microphone.muted", true, at: 1)
        bench.send("output/main", "output.level", -90, at: 2)
        bench.send("microphone/host", "microphone.muted", false, at: 5)
        bench.send("output/main", "output.level", -20, at: 7.5)
        bench.advance(to: 30)
        #expect(
            bench.events == [
                "raised microphone.muted @ 1.3", "inhibited output.silent @ 3",
                "cleared microphone.muted @ 6",
                "cleared output.silent @ 8.5",
            ])
    }

    @Test func `the root of the root is named, past those in between`() {
        var bench = Bench(Self.rules, Self.subjects)
        bench.send("microphone/host", "microphone.muted", true, at: 1)
        bench.send("output/main", "output.level", -90, at: 2)
        bench.send("probe/microphone", "probe.running", false, at: 4)
        bench.advance(to: 5)
        let root = AlarmKey(rule: "probe.lost", subject: subject("probe/microphone"))
        #expect(
            bench.events.suffix(3) == [
                "raised probe.lost @ 4", "rerooted microphone.muted @ 4", "rerooted output.silent @ 4",
            ])
        #expect(bench.transitions.suffix(2).allSatisfy { $0.because == [root] })
    }

    @Test func `what explains an explainer explains, though the one between cannot be judged`() {
        var bench = Bench(Self.rules, Self.subjects)
        bench.send("microphone/host", "microphone.present", false, at: 1)
        bench.send("microphone/host", "microphone.muted", .absent("no microphone"), at: 1)
        bench.send("output/main", "output.level", -90, at: 1)
        bench.advance(to: 4)
        #expect(bench.events == ["raised microphone.removed @ 1.3", "inhibited output.silent @ 2"])
    }

    @Test func `of two that explain each other one is the root`() {
        let circle = [
            rule("camera.a", fail: level(["a": "== true"]), yieldsTo: ["camera.b"]),
            rule("camera.b", fail: level(["b": "== true"]), yieldsTo: ["camera.a"]),
        ]
        var bench = Bench(
            circle, [WatchedSubject(subject: subject("camera/host"), dependsOn: [subject("camera/host")])])
        bench.advance(
            to: 3, [reading("camera/host", "a", true, at: 1), reading("camera/host", "b", true, at: 1)])
        #expect(bench.transitions.map(\.event) == [.raised, .inhibited])
    }

    @Test func `a rule out of its phase explains nothing and is not waited for`() {
        var rules = Self.rules
        rules[2].phases = [.rehearse]
        var bench = Bench(rules, Self.subjects)
        bench.send("microphone/host", "microphone.muted", true, at: 1)
        bench.send("output/main", "output.level", -90, at: 1)
        bench.advance(to: 3)
        #expect(bench.events == ["raised output.silent @ 2.3"])
    }
}

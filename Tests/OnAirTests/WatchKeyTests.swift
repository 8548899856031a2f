import Monitor
import StudioModel
import Testing

@testable import onair

/// One key must not do what cannot be taken back on air.
@Suite struct WatchKeyTests {
    @Test(arguments: ["r", "b", "s", "e"] as [Character])
    func `every key that leaves live asks first`(key: Character) {
        var keys = WatchKeys()
        let live = ScreenRig(phase: .live).state
        #expect(keys.press(key, live) == nil)
        #expect(keys.question?.en.hasSuffix("y / n") == true)
        #expect(keys.press("n", live) == .say(LocalizedText(en: "Nothing was changed.", zh: "未作更改。")))
        #expect(keys.question == nil)
        _ = keys.press(key, live)
        let wanted: [Character: Phase] = ["r": .rehearse, "b": .break, "s": .slate, "e": .end]
        #expect(keys.press("y", live) == wanted[key].map { .phase($0) })
    }

    @Test func `going on air asks nothing, and the end asks always`() {
        var keys = WatchKeys()
        for phase in [Phase.setup, .rehearse, .break, .slate] {
            #expect(keys.press("l", ScreenRig(phase: phase).state) == .phase(.live))
        }
        #expect(keys.press("l", ScreenRig(phase: .live).state) == nil)
        #expect(keys.press("e", ScreenRig(phase: .setup).state) == nil && keys.question != nil)
    }

    @Test func `after the end, live and rehearsal are of a new show`() {
        var keys = WatchKeys()
        let ended = ScreenRig(phase: .end).state
        #expect(keys.press("l", ended) == .newShow(.live))
        #expect(keys.press("r", ended) == .newShow(.rehearse))
        for key in ["b", "s"] as [Character] {
            guard case .say(let words) = keys.press(key, ended) else {
                Issue.record("\(key) did something")
                continue
            }
            #expect(words.en.hasPrefix("The show has ended"))
        }
    }

    @Test func `the shown step is ticked at once and skipped after a question`() throws {
        var keys = WatchKeys()
        var rig = ScreenRig()
        #expect(keys.press("d", rig.state) == nil)
        rig.encoderLost()
        let next = try #require(rig.state.nextStep)
        #expect(keys.press("d", rig.state) == .done(next))
        #expect(keys.press("x", rig.state) == nil)
        #expect(keys.question?.en.contains("Step 2 of 1") == true)
        #expect(keys.press("y", rig.state) == .skip(next))
    }

    @Test func `a digit takes the incident of that row`() {
        var keys = WatchKeys()
        var rig = ScreenRig()
        rig.encoderLost(number: 12)
        #expect(keys.press("1", rig.state) == .take(rig.state.incidents[0]))
        #expect(keys.press("2", rig.state) == nil && keys.press("0", rig.state) == nil)
    }
}

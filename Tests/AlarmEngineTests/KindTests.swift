import AlarmEngine
import StudioModel
import Testing

@Suite struct KindTests {
    @Test(arguments: [Outcome.text("no"), .text(""), .flag(false)])
    func `a value of the wrong kind is neither in order nor a fault, and after a while an alarm`(
        wrong: Outcome
    ) {
        var bench = Bench(
            [rule("camera.slow", fail: level(["camera.fps": "< 25"]))],
            [WatchedSubject(subject: subject("camera/host"))], periods: ["camera.fps": 1])
        bench.send("camera/host", "camera.fps", .number(30), at: 0)
        var events: [Transition.Event] = []
        for second in 1...20 {
            events += bench.send("camera/host", "camera.fps", wrong, at: Double(second)).map(\.event)
        }
        #expect(events == [.noData])
    }
}

import AlarmEngine
import StudioModel
import Testing

/// xorshift64*: the tests' dice, the same on every machine.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }
}

/// Order of arrival and cutting into calls change nothing: what makes replay possible.
@Suite struct DeterminismTests {
    static let rules =
        YieldTests.rules + [
            rule(
                "output.fps", window: .init(seconds: 2, use: .p5),
                warn: level(["output.fps": "< 29"], hold: 1),
                fail: level(["output.fps": "< 20"]), yieldsTo: ["output.gone"])
        ]
    static let periods: [Metric: Double] = ["output.level": 0.05, "output.fps": 0.2, "microphone.muted": 5]

    /// A minute of a studio in which everything happens by chance.
    static func minute(_ dice: inout Dice) -> [Reading] {
        var all: [Reading] = []
        for step in 0..<1200 {
            let now = Double(step) * 0.05 + dice.unit() * 0.049
            let phase = Int(now / 7) % 3
            all.append(reading("output/main", "output.level", .number(phase == 1 ? -90 : -20), at: now))
            if step % 4 == 0 {
                all.append(
                    reading("output/main", "output.fps", .number(dice.unit() < 0.1 ? 15 : 30), at: now))
            }
            if step % 100 == 7 {
                all.append(reading("microphone/host", "microphone.muted", .flag(dice.unit() < 0.5), at: now))
                all.append(reading("output/main", "output.published", .flag(dice.unit() < 0.7), at: now))
                all.append(reading("probe/microphone", "probe.running", .flag(dice.unit() < 0.8), at: now))
                all.append(
                    reading("microphone/host", "microphone.present", .flag(dice.unit() < 0.8), at: now))
            }
        }
        return all.filter { _ in dice.unit() < 0.98 }
    }

    @Test(arguments: 1...12) func `shuffled readings in any batches give the same transitions`(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let all = Self.minute(&dice)
        var whole = Bench(Self.rules, YieldTests.subjects, periods: Self.periods)
        whole.advance(to: 60, all.shuffled(using: &dice))
        #expect(whole.events.count > 10)

        // Cut at arbitrary times, on the grid or off it; some readings are early, none is late.
        var cut = Bench(Self.rules, YieldTests.subjects, periods: Self.periods)
        var ends: [Double] = []
        while ends.last ?? 0 < 60 { ends.append(min(60, (ends.last ?? 0) + dice.unit() * 0.7)) }
        var batches: [[Reading]] = Array(repeating: [], count: ends.count)
        for reading in all.shuffled(using: &dice) {
            let due = ends.firstIndex { at($0) >= reading.at } ?? ends.count - 1
            batches[dice.unit() < 0.05 ? max(0, due - 2) : due].append(reading)
        }
        for (end, batch) in zip(ends, batches) { cut.advance(to: end, batch) }
        #expect(cut.transitions == whole.transitions)
        #expect(cut.engine.snapshot() == whole.engine.snapshot())
        #expect(cut.engine.lateReadings == 0)
    }

    @Test func `two readings that contradict each other are settled without their order`() {
        let both = [
            reading("output/main", "output.published", false, at: 1),
            reading("output/main", "output.published", true, at: 1),
        ]
        var one = Bench(Self.rules, YieldTests.subjects)
        var other = Bench(Self.rules, YieldTests.subjects)
        one.advance(to: 3, both)
        other.advance(to: 3, both.reversed())
        #expect(one.transitions == other.transitions)
        #expect(one.engine.snapshot() == other.engine.snapshot())
    }

    @Test func `a late reading is counted, joins the next step, and does not undo newer ones`() {
        var bench = Bench(Self.rules, YieldTests.subjects)
        bench.send("output/main", "output.published", true, at: 5)
        bench.advance(to: 5.2, [reading("output/main", "output.published", false, at: 4.4)])
        #expect(bench.engine.lateReadings == 1)
        #expect(bench.events.isEmpty)
        bench.advance(to: 5.4, [reading("output/main", "output.published", false, at: 5.1)])
        #expect(bench.engine.lateReadings == 1)
        #expect(bench.events == ["raised output.gone @ 5.3"])
    }

    @Test func `without a start judging begins at the first instant it sees`() {
        var engine = AlarmEngine(rules: Self.rules, subjects: YieldTests.subjects, periods: { _ in 0 })
        _ = engine.setPhase(PhaseReport(show: .live), at: at(0))
        let raised = engine.advance(
            to: at(1), with: [reading("output/main", "output.published", false, at: 0.35)])
        #expect(raised.map(\.line) == ["raised output.gone @ 0.4"])
    }

    @Test func `a desk that stood still for a minute judges it as if it had not`() {
        var dice = Dice(seed: 5)
        let all = Self.minute(&dice)
        var steady = Bench(Self.rules, YieldTests.subjects, periods: Self.periods)
        for second in 1...60 {
            steady.advance(
                to: Double(second),
                all.filter { $0.at <= at(Double(second)) && $0.at > at(Double(second - 1)) })
        }
        var stalled = Bench(Self.rules, YieldTests.subjects, periods: Self.periods)
        stalled.advance(to: 60, all)
        #expect(steady.transitions == stalled.transitions)
    }
}

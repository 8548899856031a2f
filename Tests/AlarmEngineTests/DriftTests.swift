import AlarmEngine
import StudioModel
import Testing

/// CUSUM: its false alarms and its delay are the ones the arithmetic promises.
@Suite struct DriftTests {
    /// Nearly standard normal: 24 uniforms, centred and scaled. Its tails are right to four sigma, which is
    /// where the detector clips anyway; no mathematics library is needed.
    static func gaussian(_ dice: inout Dice) -> Double {
        var sum = 0.0
        for _ in 0..<6 {
            let word = dice.next()
            for shift: UInt64 in [0, 16, 32, 48] { sum += Double((word >> shift) & 0xFFFF) + 0.5 }
        }
        return (sum / 65_536 - 12) / 2.0.squareRoot()
    }

    /// The mean number of values until a one-sided detector alarms.
    static func runLength(slack: Double, decision: Double, shift: Double, runs: Int, seed: UInt64) -> Double {
        var dice = Dice(seed: seed)
        let drift = Rule.Drift(metric: "m", direction: .up, slack: slack, decision: decision, learn: 0)
        var total = 0
        for _ in 0..<runs {
            // MAD 0.6745 is sigma 1.
            var detector = DriftDetector(drift, median: 0, mad: 1 / 1.4826)
            while !detector.isDrifting {
                detector.take(gaussian(&dice) + shift)
                total += 1
            }
        }
        return Double(total) / Double(runs)
    }

    @Test(arguments: [
        // slack, decision, shift in sigma, published or computed mean run length, tolerance
        (0.5, 4.0, 0.0, 335.0, 0.08), (0.5, 4, 1, 8.38, 0.03), (0.5, 5, 0, 931, 0.1), (0.5, 5, 1, 10.4, 0.03),
        (1, 5.61, 2, 6.4, 0.05), (1, 5.61, 3, 3.4, 0.05),
    ])
    func `run lengths are those of the tables`(
        slack: Double, decision: Double, shift: Double, expected: Double, tolerance: Double
    ) {
        let runs = shift == 0 ? 700 : 2000
        let found = Self.runLength(slack: slack, decision: decision, shift: shift, runs: runs, seed: 42)
        #expect(abs(found - expected) < tolerance * expected, "mean run length \(found)")
    }

    @Test func `a wild value counts for six MAD and no more`() {
        let drift = Rule.Drift(metric: "m", direction: .up, slack: 1, decision: 5.61, learn: 0)
        var detector = DriftDetector(drift, median: 0, mad: 1 / 1.4826)
        detector.take(1_000_000)
        #expect(abs(detector.up - (6 / 1.4826 - 1)) < 1e-9)
        #expect(!detector.isDrifting)
    }

    @Test(arguments: [
        (Rule.Drift.Direction.up, 3.0, true), (.up, -3, false), (.down, -3, true), (.down, 3, false),
        (.both, 3, true), (.both, -3, true),
    ])
    func `only the asked direction alarms`(direction: Rule.Drift.Direction, shift: Double, alarms: Bool) {
        let drift = Rule.Drift(metric: "m", direction: direction, slack: 1, decision: 5.61, learn: 0)
        var detector = DriftDetector(drift, median: 50, mad: 1 / 1.4826)
        for _ in 0..<20 { detector.take(50 + shift) }
        #expect(detector.isDrifting == alarms)
    }

    @Test func `median and MAD are learned, and one wild value does not spoil them`() throws {
        let drift = Rule.Drift(metric: "m", direction: .both, slack: 1, decision: 5, learn: 5)
        var detector = DriftDetector(drift)
        #expect(detector.secondsToLearn == 5)
        for value in [9.0, 10, 11, 12, 1000] { detector.take(value) }
        #expect(detector.secondsToLearn == 0)
        #expect(detector.baseline == .init(median: 11, mad: 1))
    }

    static let rising = rule(
        "uplink.rtt.drift", clear: 5,
        drift: .init(metric: "uplink.rtt", direction: .up, slack: 1, decision: 5, learn: 20))

    /// Four readings a second around a level.
    static func rtt(from start: Double, to end: Double, _ level: Double) -> [Reading] {
        readings("uplink/main", "uplink.rtt", from: start, to: end, every: 0.25) { now in
            .number(level + [-1, 0.5, 1, -0.5, 0][Int(now) % 5])
        }
    }

    @Test func `a drift is raised and cleared in the engine, on one mean a second`() throws {
        var bench = Bench(
            [Self.rising], [WatchedSubject(subject: subject("uplink/main"))], periods: ["uplink.rtt": 0.25])
        bench.advance(to: 10, Self.rtt(from: 0, to: 10, 40))
        #expect(bench.state("uplink.rtt.drift", "uplink/main") == .noData)
        bench.advance(to: 60, Self.rtt(from: 10.25, to: 60, 40))
        #expect(bench.events.isEmpty)
        #expect(bench.state("uplink.rtt.drift", "uplink/main") == .ok)
        bench.advance(to: 90, Self.rtt(from: 60.25, to: 90, 46))
        let raised = try #require(bench.transitions.first)
        #expect(bench.transitions.map(\.event) == [.raised])
        #expect(raised.level == .warn)
        #expect(raised.at > at(61) && raised.at < at(68))
        bench.advance(to: 140, Self.rtt(from: 90.25, to: 140, 40))
        #expect(bench.transitions.map(\.event) == [.raised, .cleared])
    }

    @Test func `a baseline of the profile needs no learning`() {
        let known = WatchedSubject(
            subject: subject("uplink/main"), baseline: ["uplink.rtt": 40, "uplink.rtt.mad": 0.7])
        var bench = Bench([Self.rising], [known])
        bench.advance(to: 20, Self.rtt(from: 0, to: 20, 50))
        #expect(bench.transitions.map(\.event) == [.raised])
        #expect(bench.transitions.first?.limit == "<= 40 + 1.038")
    }
}

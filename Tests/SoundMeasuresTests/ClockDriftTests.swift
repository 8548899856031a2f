import Glibc
import Testing

@testable import SoundMeasures

/// Deliveries of a clock that is off by a known part, each late by chance.
@Suite struct ClockDriftTests {
    private func drift(
        _ partsPerMillion: Double, seconds: Double, late: Double, delivery: Double = 0.025, seed: UInt64 = 1,
        hole: Double? = nil
    ) -> ClockDrift {
        var chance = TestSound(seed: seed)
        var drift = ClockDrift(rate: 48_000)
        var frames = 0
        var time = 0.0
        while time < seconds {
            frames += Int(delivery * 48_000)
            time = Double(frames) / (48_000 * (1 + partsPerMillion * 1e-6))
            if let hole, time >= hole, time < hole + delivery { drift.restart() }
            drift.add(frames: frames, at: 1000 + time + late * (chance.uniform() + 1) / 2)
        }
        return drift
    }

    @Test(arguments: [-500.0, -100, -20, 0, 5, 50, 100, 300, 1000], [1, 2, 3] as [UInt64])
    func `half a minute of deliveries that are up to 1 ms late tell the drift within 20 ppm`(
        partsPerMillion: Double, seed: UInt64
    ) throws {
        let report = try #require(drift(partsPerMillion, seconds: 30, late: 0.001, seed: seed).report)
        #expect(abs(report.partsPerMillion - partsPerMillion) < 20, "\(report)")
        #expect(report.error < 5)
    }

    @Test(arguments: [-200.0, 0, 40], [1, 2] as [UInt64])
    func `deliveries that are up to 25 ms late take longer, and what is said is right`(
        partsPerMillion: Double, seed: UInt64
    ) throws {
        let early = drift(partsPerMillion, seconds: 20, late: 0.025, delivery: 0.05, seed: seed).report
        #expect(early.map { abs($0.partsPerMillion - partsPerMillion) < 3 * $0.error } ?? true)
        let report = try #require(
            drift(partsPerMillion, seconds: 180, late: 0.025, delivery: 0.05, seed: seed).report)
        #expect(report.error < 20)
        #expect(abs(report.partsPerMillion - partsPerMillion) < 20, "\(report)")
    }

    @Test func `a long show is told in the same memory, ever finer`() throws {
        let report = try #require(drift(37, seconds: 3600, late: 0.025, delivery: 0.05).report)
        #expect(abs(report.partsPerMillion - 37) < 2)
        #expect(report.error < 2)
    }

    @Test func `before fifteen seconds nothing is said`() {
        #expect(drift(100, seconds: 14, late: 0.001).report == nil)
    }

    @Test func `after a hole it begins anew`() throws {
        #expect(drift(100, seconds: 30, late: 0.001, hole: 20).report == nil)
        #expect(
            try abs(#require(drift(100, seconds: 50, late: 0.001, hole: 20).report).partsPerMillion - 100)
                < 20)
    }

    @Test func `frames that went missing unsaid are no drift`() throws {
        var drift = ClockDrift(rate: 48_000)
        for step in 0..<1600 {
            // After 20 s half a second never came.
            drift.add(frames: step * 1200 - (step > 800 ? 24_000 : 0), at: Double(step) * 0.025)
        }
        #expect(try abs(#require(drift.report).partsPerMillion) < 1)
    }

    @Test(arguments: [(100.0, 0.111), (500, 0.0222), (10, 1.111), (0, 1000)])
    func `the hours are those until 40 ms`(partsPerMillion: Double, hours: Double) {
        let report = ClockDrift.Report(partsPerMillion: partsPerMillion, error: 1)
        #expect(abs(report.hours - hours) < hours * 0.01)
    }

    @Test func `a source that delivers as fast as it is written has no clock`() {
        var drift = ClockDrift(rate: 48_000)
        for step in 0..<2000 { drift.add(frames: step * 2400, at: Double(step) * 0.02) }
        #expect(drift.report == nil)
    }
}

import Glibc
import Testing

@testable import SoundMeasures

@Suite struct LevelHistoryTests {
    private func last(_ sound: [Float], channels: Int = 1, rate: Int = 8000) -> SignalReport? {
        var meter = LevelMeter(rate: rate, channels: channels, everything: true)
        var report: SignalReport?
        meter.add(sound.span) { report = $0.signal }
        return report
    }

    @Test(arguments: [-90.0, -75, -60, -45, -30, -10])
    func `the noise floor of steady noise is its level`(level: Double) throws {
        var chance = TestSound()
        let levels = try #require(last(chance.white(decibels: level, frames: 10 * 8000))?.levels)
        #expect(abs(levels.floor - level) < 0.3)
        #expect(abs(levels.loud - levels.floor) < 0.5)
    }

    @Test(arguments: [-80.0, -60, -50], [10.0, 20, 35])
    func `the loudest tenth over the quietest is the speech over the room`(floor: Double, over: Double) throws
    {
        var chance = TestSound()
        var sound: [Float] = []
        for _ in 0..<5 {
            sound += chance.white(decibels: floor, frames: 2 * 8000)
            sound += chance.white(decibels: floor + over, frames: 2 * 8000)
        }
        let levels = try #require(last(sound)?.levels)
        #expect(abs(levels.floor - floor) < 0.3)
        #expect(abs(levels.loud - levels.floor - over) < 0.6)
    }

    @Test func `a DC offset is no noise`() throws {
        var chance = TestSound()
        let noise = chance.white(decibels: -70, frames: 5 * 8000).map { $0 + 0.02 }
        #expect(try abs(#require(last(noise)?.levels).floor + 70) < 0.5)
    }

    @Test func `digital zeros are no floor`() throws {
        let zeros = [Float](repeating: 0, count: 5 * 8000)
        let silent = try #require(last(zeros))
        #expect(silent.levels == nil && silent.isZeros)
        var chance = TestSound()
        let noise = chance.white(decibels: -60, frames: 5 * 8000)
        let gated = try #require(last(noise + zeros))
        #expect(gated.levels == nil && gated.isZeros)
        // Less than a tenth of the time they are no more than an interruption.
        let hole = [Float](repeating: 0, count: 200)
        let broken = try #require(last(noise + hole + noise))
        #expect(try abs(#require(broken.levels).floor + 60) < 0.3)
    }

    @Test func `zeros are forgotten after half a minute, too`() throws {
        var chance = TestSound()
        let zeros = [Float](repeating: 0, count: 31 * 8000)
        let noise = chance.white(decibels: -60, frames: 31 * 8000)
        let report = try #require(last(zeros + zeros + noise))
        #expect(try abs(#require(report.levels).floor + 60) < 0.3)
    }

    @Test func `before three seconds nothing is claimed`() throws {
        var chance = TestSound()
        let report = try #require(last(chance.white(decibels: -60, frames: 22_800)))
        #expect(report.levels == nil && !report.isZeros)
    }

    @Test func `what is older than half a minute is forgotten`() throws {
        var chance = TestSound()
        let quiet = chance.white(decibels: -80, frames: 20 * 8000)
        let louder = chance.white(decibels: -50, frames: 31 * 8000)
        #expect(try abs(#require(last(quiet + louder)?.levels).floor + 50) < 0.3)
    }

    @Test func `of two channels the noisier one counts`() throws {
        var chance = TestSound()
        let frames = 5 * 8000
        let pair = Tone.interleave(
            chance.white(decibels: -75, frames: frames), chance.white(decibels: -55, frames: frames))
        #expect(try abs(#require(last(pair, channels: 2)?.levels).floor + 55) < 0.3)
    }
}

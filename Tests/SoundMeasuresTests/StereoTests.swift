import Testing

@testable import SoundMeasures

/// Closed-form signals over a grid of levels.
@Suite struct StereoTests {
    private func last(_ samples: [Float], channels: Int, channel: Int? = nil) throws -> LevelMeter.Report {
        var meter = LevelMeter(rate: 48_000, channels: channels, channel: channel)
        var report: LevelMeter.Report?
        meter.add(samples.span) { report = $0 }
        return try #require(report)
    }

    @Test(arguments: [-40.0, -20, -6], [0.0, 3, 6, 20, 60])
    func `the balance is how much louder one channel is`(level: Double, difference: Double) throws {
        let left = Tone.sine(hertz: 440, decibels: level, seconds: 1)
        let right = Tone.sine(hertz: 990, decibels: level - difference, seconds: 1)
        let image = try #require(try last(Tone.interleave(left, right), channels: 2).image)
        #expect(abs(image.balance - difference) < 0.01)
        #expect(abs(image.level - (level - 3.0103)) < 0.01)
        // Two tones have nothing in common.
        #expect(try abs(#require(image.correlation)) < 0.01)
        #expect(!image.isMono)
    }

    @Test(arguments: [-60.0, -30, -3])
    func `one channel upside down has a correlation of minus one, and the same one is mono`(level: Double)
        throws
    {
        let left = Tone.sine(decibels: level, seconds: 1)
        let image = try #require(try last(Tone.interleave(left, left.map { -$0 }), channels: 2).image)
        #expect(try abs(#require(image.correlation) + 1) < 1e-6)
        #expect(!image.isMono && abs(image.balance) < 1e-6)
        let same = try #require(try last(Tone.interleave(left, left), channels: 2).image)
        #expect(same.isMono)
    }

    @Test func `a dead channel has no correlation and the whole range as balance`() throws {
        let left = Tone.sine(decibels: -20, seconds: 1)
        let silence = [Float](repeating: 0, count: left.count)
        let image = try #require(try last(Tone.interleave(silence, left), channels: 2).image)
        #expect(image.correlation == nil)
        #expect(abs(image.balance + 121) < 0.1)
    }

    @Test func `it takes a second and exactly two channels`() throws {
        let short = Tone.sine(decibels: -20, seconds: 0.9, channels: 2)
        #expect(try last(short, channels: 2).image == nil)
        #expect(try last(short, channels: 2).offset == nil)
        let second = Tone.sine(decibels: -20, seconds: 1, channels: 4)
        #expect(try last(second, channels: 4).image == nil)
        #expect(try last(second, channels: 2, channel: 1).image == nil)
    }

    @Test(arguments: [-0.3, -0.02, 0.005, 0.1])
    func `the offset is the mean, whatever sounds beside it`(offset: Double) throws {
        let sound = Tone.sine(decibels: -12, seconds: 1).map { $0 + Float(offset) }
        #expect(try abs(#require(last(sound, channels: 1).offset) - offset.magnitude) < 1e-5)
        // The worst of several counts.
        let other = Tone.sine(decibels: -12, seconds: 1)
        let pair = Tone.interleave(other, sound)
        #expect(try abs(#require(last(pair, channels: 2).offset) - offset.magnitude) < 1e-5)
    }

    @Test(arguments: [Float.nan, .infinity])
    func `samples that are no numbers give no figure for a second, and no longer`(sample: Float) throws {
        var sound = Tone.sine(decibels: -20, seconds: 2, channels: 2)
        sound[24_001] = sample
        var meter = LevelMeter(rate: 48_000, channels: 2)
        var reports: [LevelMeter.Report] = []
        meter.add(sound.span) { reports.append($0) }
        #expect(reports[19].image == nil && reports[19].offset == nil)
        #expect(reports[39].image != nil && reports[39].offset != nil)
    }

    @Test(arguments: [1, 7, 480, 2401]) func `the size of the blocks does not matter`(block: Int) throws {
        let left = Tone.sine(hertz: 440, decibels: -20, seconds: 1)
        let right = Tone.sine(hertz: 440, decibels: -26, seconds: 1)
        let sound = Tone.interleave(left, right)
        var meter = LevelMeter(rate: 48_000, channels: 2)
        var report: LevelMeter.Report?
        var start = 0
        while start < sound.count {
            let end = min(start + block * 2, sound.count)
            meter.add(sound.span.extracting(start..<end)) { report = $0 }
            start = end
        }
        let image = try #require(report?.image)
        #expect(abs(image.balance - 6) < 0.01)
        #expect(try abs(#require(image.correlation) - 1) < 1e-4)
    }
}

import Testing

@testable import SoundMeasures

@Suite struct LevelMeterTests {
    private func reports(
        of samples: [Float], channels: Int = 1, channel: Int? = nil, block: Int = 1200
    ) -> [LevelMeter.Report] {
        var meter = LevelMeter(rate: 48_000, channels: channels, channel: channel)
        var found: [LevelMeter.Report] = []
        var start = 0
        while start < samples.count {
            let end = min(start + block * channels, samples.count)
            meter.add(samples.span.extracting(start..<end)) { found.append($0) }
            start = end
        }
        return found
    }

    @Test func `a sine at minus twenty reads its peak and three decibels less as RMS`() throws {
        let found = reports(of: Tone.sine(decibels: -20, seconds: 1))
        #expect(found.count == 20)
        #expect(found.allSatisfy { abs($0.peak + 20) < 0.01 && abs($0.rms + 23.0103) < 0.01 })
        #expect(found.last?.zeros == false)
    }

    @Test(arguments: [1, 7, 480, 1200, 2400, 2401, 48_000])
    func `the size of the blocks does not change the reports`(block: Int) {
        let sound = Tone.sine(decibels: -12, seconds: 0.5, channels: 2)
        let found = reports(of: sound, channels: 2, block: block)
        let whole = reports(of: sound, channels: 2, block: 2400)
        #expect(found.map(\.frame) == whole.map(\.frame))
        #expect(found.map(\.peak) == whole.map(\.peak))
        #expect(zip(found, whole).allSatisfy { abs($0.rms - $1.rms) < 0.0001 })
    }

    @Test func `a chosen channel is measured alone`() {
        let left = Tone.sine(decibels: -10, seconds: 0.5)
        let sound = Tone.interleave(left, Array(repeating: 0, count: left.count))
        let dead = reports(of: sound, channels: 2, channel: 1)
        #expect(dead.allSatisfy { $0.peak == -144 && $0.rms == -144 })
        #expect(dead.last?.zeros == true)
        let live = reports(of: sound, channels: 2, channel: 0)
        #expect(live.allSatisfy { abs($0.peak + 10) < 0.01 && $0.zeros == false })
    }

    @Test func `without a chosen channel the loudest one counts and one that sounds is no silence`() {
        let left = Tone.sine(decibels: -10, seconds: 0.5)
        let sound = Tone.interleave(left, Array(repeating: 0, count: left.count))
        let found = reports(of: sound, channels: 2)
        #expect(found.allSatisfy { abs($0.rms + 13.0103) < 0.01 && $0.zeros == false })
    }

    @Test func `zeros are said after four hundred milliseconds of nothing`() {
        let found = reports(of: Array(repeating: 0, count: 24_000))
        #expect(found.map(\.zeros) == Array(repeating: nil, count: 7) + [true, true, true])
    }

    @Test func `zeros end with the first sound`() {
        let silence = [Float](repeating: 0, count: 24_000)
        let found = reports(of: silence + Tone.sine(decibels: -30, seconds: 0.1))
        #expect(found.suffix(3).map(\.zeros) == [true, false, false])
    }

    @Test func `clips are counted over the last second only`() {
        let clipped = Array(repeating: Float(1), count: 10) + Array(repeating: 0, count: 2390)
        let found = reports(of: clipped + clipped + Array(repeating: 0, count: 48_000))
        #expect(found[0].clips == 1)
        #expect(found[1].clips == 2)
        #expect(found[19].clips == 2)
        #expect(found[20].clips == 1)
        #expect(found[21].clips == 0)
    }

    @Test func `a torn last frame is left out`() {
        var meter = LevelMeter(rate: 100, channels: 2)
        var windows = 0
        let torn: [Float] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        meter.add(torn.span) {
            windows += 1
            #expect($0.peak == -144)
        }
        #expect(windows == 1)
    }
}

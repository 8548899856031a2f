import Glibc
import Loudness
import StudioModel
import Testing

@testable import SoundMeasures
@testable import onair_probe_microphone

/// What is said of noise, hum, speech and clock; and of sound that nobody should send.
@Suite struct SignalReadingTests {
    private func report(
        floor: Double? = -70, loud: Double = -70, isZeros: Bool = false,
        hum: MainsHum.Report? = MainsHum.Report(mains: 0, level: -144, over: 0)
    ) -> SignalReport {
        SignalReport(
            truePeak: -20, levels: floor.map { LevelHistory.Report(floor: $0, loud: loud) }, isZeros: isZeros,
            hum: hum)
    }

    @Test func `a quiet room has a noise floor and nobody who speaks`() {
        let said = SignalReadings.outcomes(report(floor: -72.345, loud: -70), isZero: false)
        #expect(said["microphone.noise"] == .number(-72.35))
        #expect(said["microphone.snr"] == .absent("nobody spoke"))
        #expect(said["microphone.hum"] == .number(0))
        #expect(said["microphone.hum.mains"] == .text("none"))
    }

    @Test(arguments: [
        (-72.0, -25.0, Outcome.number(47)), (-45, -25, .number(20)), (-70, -51, .absent("nobody spoke")),
        (-40, -31, .absent("nobody spoke")),
    ])
    func `speech over noise is said of speech only`(floor: Double, loud: Double, expected: Outcome) {
        #expect(
            SignalReadings.outcomes(report(floor: floor, loud: loud), isZero: false)["microphone.snr"]
                == expected)
    }

    @Test func `too little sound, and digital zeros, are told apart`() {
        let early = SignalReadings.outcomes(report(floor: nil, hum: nil), isZero: false)
        #expect(early["microphone.noise"] == .absent("not enough was heard yet"))
        #expect(early["microphone.hum"] == .absent("not enough was heard yet"))
        let muted = SignalReadings.outcomes(report(floor: nil, isZeros: true, hum: nil), isZero: true)
        #expect(muted["microphone.noise"] == .unsupported("its pauses are digital zeros"))
        #expect(muted["microphone.snr"] == .unsupported("its pauses are digital zeros"))
        #expect(muted["microphone.hum"] == .unsupported("digital zeros"))
        #expect(muted["microphone.hum.level"] == .unsupported("digital zeros"))
    }

    @Test func `a clock is said with its hours, and not before it is known`() {
        let known = SignalReadings.outcomes(ClockDrift.Report(partsPerMillion: -120.04, error: 3))
        #expect(known["microphone.clock.drift"] == .number(-120))
        #expect(known["microphone.clock.hours"] == .number(0.0926))
        let unknown = SignalReadings.outcomes(nil)
        #expect(unknown["microphone.clock.drift"] == .absent("its clock is not yet known within 20 ppm"))
    }

    /// The last of each reading.
    private func last(
        of sound: [Float], rate: Int, channels: Int, channel: Int? = nil, block: Int = 1200
    ) throws -> [Metric: Outcome] {
        var meter = try SoundMeter(rate: rate, channels: channels, channel: channel)
        var said: [Metric: Outcome] = [:]
        let step = block * channels
        for start in stride(from: 0, to: sound.count, by: step) {
            let part = sound.span.extracting(start..<min(start + step, sound.count))
            meter.add(part, at: .seconds(Double(start / channels) / Double(rate))) {
                said.merge($0) { $1 }
            }
        }
        return said
    }

    private func hum(seconds: Double, rate: Int, channels: Int) -> [Float] {
        (0..<Int(seconds * Double(rate))).flatMap { frame in
            let value = Float(0.01 * sin(2 * .pi * 50 * Double(frame) / Double(rate)))
            return Array(repeating: value, count: channels)
        }
    }

    @Test func `everything that listening can tell is told`() throws {
        let said = try last(of: hum(seconds: 5, rate: 8000, channels: 1), rate: 8000, channels: 1)
        let others = MicrophoneMetrics.heardOfRouting + MicrophoneMetrics.heardOfWireless
        #expect(Set(said.keys) == Set(MicrophoneMetrics.heard).subtracting(others))
        #expect(said["microphone.hum.mains"] == .text("50 Hz"))
        #expect(try abs(#require(said["microphone.hum.level"]?.value?.number) + 43.01) < 0.1)
        #expect(try abs(#require(said["microphone.peak.true"]?.value?.number) + 40) < 0.2)
        let short = try #require(said["microphone.loudness.short-term"]?.value?.number)
        #expect(try abs(#require(said["microphone.loudness.momentary"]?.value?.number) - short) < 0.2)
        #expect(said["microphone.loudness.integrated"]?.value?.number != nil)
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity])
    func `samples that are no numbers are said, and forgotten a second after the last`(bad: Float) throws {
        var sound = hum(seconds: 5, rate: 8000, channels: 2)
        sound[15_999] = bad
        let reason = Outcome.failed("the source sends samples that are no numbers")
        let during = try last(of: Array(sound[..<24_000]), rate: 8000, channels: 2)
        #expect(during["microphone.level.peak"] == reason && during["microphone.noise"] == reason)
        let after = try last(of: sound, rate: 8000, channels: 2)
        #expect(after["microphone.level.peak"] == .number(-40))
        // What is in a filter stays there: loudness must come back, too.
        #expect(try abs(#require(after["microphone.loudness.momentary"]?.value?.number) + 60) < 25)
        #expect(after["microphone.loudness.momentary"] != .number(-144))
    }

    @Test(arguments: [(384_000, 1), (192_000, 2), (48_000, 64), (8000, 2), (4000, 1)])
    func `any rate and number of channels is measured`(rate: Int, channels: Int) throws {
        let said = try last(
            of: hum(seconds: 1, rate: rate, channels: channels), rate: rate, channels: channels,
            block: rate / 10)
        #expect(said["microphone.level.peak"]?.value?.number != nil)
        #expect(said["microphone.loudness.momentary"]?.value?.number != nil)
    }

    @Test(arguments: [
        (48_000, 0, nil as Int?), (48_000, 0, 0), (48_000, 65, nil), (0, 2, nil), (-1, 2, nil),
        (48_000, -3, nil),
        (48_000, 2, 2), (48_000, 2, -1), (1000, 1, nil), (3_000_000, 2, nil),
    ])
    func `a format that nobody can measure is refused by name`(rate: Int, channels: Int, channel: Int?) {
        #expect(throws: LoudnessError.unusableFormat(channels: channels, rate: rate)) {
            _ = try SoundMeter(rate: rate, channels: channels, channel: channel).frames
        }
    }

    @Test func `a block of no frames, and one torn off, are nothing`() throws {
        var meter = try SoundMeter(rate: 48_000, channels: 2, channel: nil)
        var count = 0
        meter.add([Float]().span, at: .seconds(1)) { _ in count += 1 }
        meter.add(([1] as [Float]).span, at: .seconds(1)) { _ in count += 1 }
        #expect(count == 0 && meter.frames == 0)
    }

    @Test func `a clock that is off is told by the times of its deliveries, and a hole begins anew`() throws {
        var meter = try SoundMeter(rate: 4000, channels: 1, channel: nil)
        let block = [Float](repeating: 0.1, count: 200)
        var said: Outcome?
        func run(_ range: Range<Int>) {
            for step in range {
                let time = Double(step) * 0.05 * (1 + 100e-6)
                meter.add(block.span, at: .seconds(time)) { said = $0["microphone.clock.drift"] ?? said }
                meter.delivered(meter.frames, at: time)
            }
        }
        run(0..<600)
        #expect(try abs(#require(said?.value?.number) + 100) < 1)
        meter.addHoles(1, at: .seconds(30))
        run(600..<700)
        #expect(said == .absent("its clock is not yet known within 20 ppm"))
    }
}

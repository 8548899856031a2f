import Foundation
import StudioModel
import Testing

@testable import onair_probe_stream

/// The loudness of what is published, fed as a decoder does: a frame's channels one after the other.
struct LiveLoudnessTests {
    private let rate = 48_000
    private let frame = 1024

    /// A 1 kHz sine in both channels with a peak of so many dBFS; returns the last readings.
    private func feed(
        _ loudness: inout LiveLoudness, seconds: Double, decibels: Double
    ) -> [Metric: Outcome] {
        var last: [Metric: Outcome] = [:]
        let amplitude = pow(10, decibels / 20)
        for start in stride(from: 0, to: Int(seconds * Double(rate)), by: frame) {
            let samples = (start..<start + frame).map { index in
                Float(amplitude * sin(2 * .pi * 1000 * Double(index) / Double(rate)))
            }
            for channel in 0..<2 { loudness.add(samples.span, channel: channel, rate: rate) }
            if let readings = loudness.readings() { last = readings }
        }
        return last
    }

    private func number(_ metric: Metric, in readings: [Metric: Outcome]) throws -> Double {
        try #require(readings[metric]?.value?.number, "\(metric) is \(String(describing: readings[metric]))")
    }

    @Test(arguments: [-33.0, -23, -18, -6])
    func `a steady tone reads its level in every figure, the whole after a minute of it`(level: Double)
        throws
    {
        var loudness = LiveLoudness()
        let early = feed(&loudness, seconds: 5, decibels: level)
        // EBU Tech 3341: 1 kHz in both channels at -23 dBFS peak is -23.0 LUFS.
        for metric in [StreamMetrics.momentary, StreamMetrics.shortTerm] {
            #expect(abs(try number(metric, in: early) - level) < 0.1)
        }
        #expect(abs(try number(StreamMetrics.truePeak, in: early) - level) < 0.3)
        #expect(early[StreamMetrics.integrated] == .absent("not yet measured: needs 60 s of sound"))
        let late = feed(&loudness, seconds: 57, decibels: level)
        #expect(abs(try number(StreamMetrics.integrated, in: late) - level) < 0.1)
        #expect(try number(StreamMetrics.range, in: late) < 0.5)
    }

    @Test func `the true peak is of the last moment: a single loud one passes`() throws {
        var loudness = LiveLoudness()
        #expect(try number(StreamMetrics.truePeak, in: feed(&loudness, seconds: 1, decibels: -1)) > -1.3)
        #expect(try number(StreamMetrics.truePeak, in: feed(&loudness, seconds: 1, decibels: -20)) < -19)
    }

    @Test func `going on air begins the whole anew, so the rehearsal does not count`() throws {
        var loudness = LiveLoudness()
        _ = feed(&loudness, seconds: 62, decibels: -10)
        loudness.note(isOnAir: true)
        let early = feed(&loudness, seconds: 30, decibels: -20)
        #expect(early[StreamMetrics.integrated] == .absent("not yet measured: needs 60 s of sound"))
        // Said again with every packet: only the step to on air counts.
        loudness.note(isOnAir: true)
        let late = feed(&loudness, seconds: 32, decibels: -20)
        #expect(abs(try number(StreamMetrics.integrated, in: late) + 20) < 0.1)
    }

    @Test
    func `sound that is no number is silence, and more channels than can be measured are said to be so`()
        throws
    {
        var loudness = LiveLoudness()
        let broken = [Float](repeating: .nan, count: frame)
        for _ in 0..<60 { loudness.add(broken.span, channel: 0, rate: rate) }
        let readings = loudness.readings() ?? [:]
        #expect(try number(StreamMetrics.momentary, in: readings) == -144)
        var wide = LiveLoudness()
        let one = [Float](repeating: 0.1, count: frame)
        for _ in 0..<10 { for channel in 0..<70 { wide.add(one.span, channel: channel, rate: rate) } }
        let said = wide.readings() ?? [:]
        #expect(said[StreamMetrics.momentary]?.kind == "failed")
    }
}

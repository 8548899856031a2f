import Foundation
import TestSupport
import Testing

/// `measure --json`: the figures of the whole, of sound that was made to have them, and of files that nobody should make.
@Suite(.serialized) struct MeasureFiguresTests {
    /// A WAV file of 32-bit floats.
    private static func wave(
        _ samples: [Float], channels: Int = 1, rate: Int = 48_000, missing: Int = 0
    ) -> [UInt8] {
        func little(_ number: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: number.littleEndian) { Array($0) }
        }
        let bytes = samples.flatMap { little($0.bitPattern) }
        let format =
            little(UInt16(3)) + little(UInt16(channels)) + little(UInt32(rate))
            + little(UInt32(truncatingIfNeeded: rate * channels * 4))
            + little(UInt16(truncatingIfNeeded: channels * 4))
            + little(UInt16(32))
        return Array("RIFF".utf8) + little(UInt32(36 + bytes.count)) + Array("WAVEfmt ".utf8)
            + little(UInt32(16)) + format + Array("data".utf8) + little(UInt32(bytes.count))
            + bytes.dropLast(missing)
    }

    /// Evenly distributed noise of an amplitude, the same at each run.
    private static func noise(_ amplitude: Float, count: Int) -> [Float] {
        var state: UInt64 = 88_172_645_463_325_252
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return amplitude * Float(Int64(bitPattern: state) >> 40) / 8_388_608
        }
    }

    private static func sine(_ hertz: Double, _ amplitude: Double, count: Int, rate: Int = 48_000) -> [Float]
    {
        (0..<count).map { Float(amplitude * sin(2 * .pi * hertz * Double($0) / Double(rate))) }
    }

    /// The figures of a file, by name.
    private func figures(_ bytes: [UInt8]) async throws -> [String: Double] {
        let rig = try Rig(nil)
        try rig.scratch.write("sound.wav", bytes)
        let finished = try await rig.onair(["measure", "--json", "sound.wav"])
        #expect(finished.code == 0, "\(finished.errors)")
        let last = try #require(finished.output.split(separator: "\n").last)
        let record = try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
        let summary = try #require(record["summary"] as? [String: Any])
        let figures = try #require(summary["figures"] as? [String: [String: Any]])
        #expect(figures.values.allSatisfy { $0["unit"] is String })
        return figures.compactMapValues { $0["value"] as? Double }
    }

    @Test(arguments: [(50.0, 0.01), (60, 0.001)])
    func `hum, noise, offset, balance and correlation are what was put in`(mains: Double, amplitude: Double)
        async throws
    {
        let count = 7 * 48_000
        let (left, room) = (Self.sine(mains, amplitude, count: count), Self.noise(1e-5, count: count))
        var sound: [Float] = []
        for frame in 0..<count {
            sound.append(left[frame] + room[frame] + 0.01)
            sound.append(room[frame] - left[frame] / 2)
        }
        let found = try await figures(Self.wave(sound, channels: 2))
        #expect(found["hum.mains"] == mains)
        let level = 20 * log10(amplitude) - 3.01
        #expect(try abs(#require(found["hum.level"]) - level) < 0.3)
        #expect(try #require(found["hum"]) > 20)
        // Hum is all there is to hear, so it is the floor.
        #expect(try abs(#require(found["noise"]) - level) < 0.3)
        #expect(try #require(found["snr"]) < 0.5)
        #expect(try abs(#require(found["dc"]) - 1) < 0.01)
        #expect(found["clip-runs"] == 0 && found["samples.invalid"] == 0)
        #expect(found["correlation"] != nil && found["balance"] != nil)
        #expect(found["loudness.integrated"] != nil && found["peak.true"] != nil)
    }

    @Test func `speech over noise, clipping and one channel upside down are told`() async throws {
        let count = 48_000
        var sound: [Float] = []
        for second in 0..<6 {
            let part =
                second.isMultiple(of: 2)
                ? Self.noise(0.001, count: count) : Self.sine(997, 0.5, count: count)
            for sample in part { sound += [sample, -sample / 2] }
        }
        for run in 0..<3 { for place in 0..<10 { sound[200_000 + run * 1000 + place * 2] = 1 } }
        let found = try await figures(Self.wave(sound, channels: 2))
        // The sine is 9.03 dB under full scale, the noise 64.77.
        #expect(try abs(#require(found["noise"]) + 64.77) < 0.3)
        #expect(try abs(#require(found["snr"]) - 55.74) < 0.4)
        #expect(found["clip-runs"] == 3)
        #expect(try #require(found["correlation"]) < -0.99)
        #expect(try abs(#require(found["balance"]) - 6.02) < 0.05)
        #expect(found["hum.mains"] == 0 && found["hum"] == 0 && found["hum.level"] == -144)
    }

    @Test func `what a short recording of one channel cannot have is left out`() async throws {
        let found = try await figures(Self.wave(Self.sine(1000, 0.5, count: 48_000)))
        #expect(found["noise"] == nil && found["snr"] == nil && found["hum"] == nil)
        #expect(found["balance"] == nil && found["correlation"] == nil)
        #expect(found["clip-runs"] == 0)
        #expect(try abs(#require(found["peak.true"]) + 6.02) < 0.2)
        #expect(try abs(#require(found["dc"])) < 0.01)
    }

    @Test(arguments: [Float.nan, .infinity])
    func `samples that are no numbers are counted, and spoil nothing`(
        sample: Float
    ) async throws {
        var sound = Self.sine(1000, 0.5, count: 96_000)
        for place in 0..<7 { sound[20_000 + place * 100] = sample }
        let found = try await figures(Self.wave(sound))
        #expect(found["samples.invalid"] == 7)
        #expect(try abs(#require(found["loudness.integrated"]) + 6) < 0.3)
    }

    @Test func `a file that breaks off is measured as far as it goes`() async throws {
        let sound = Self.sine(1000, 0.5, count: 96_000)
        let found = try await figures(Self.wave(sound, missing: 150_001))
        #expect(try abs(#require(found["loudness.integrated"]) + 6) < 0.3)
    }

    @Test(arguments: [(384_000, 1), (48_000, 64), (8000, 2)])
    func `any rate and number of channels is measured`(rate: Int, channels: Int) async throws {
        let tone = Self.sine(1000, 0.5, count: rate, rate: rate)
        let sound = tone.flatMap { Array(repeating: $0, count: channels) }
        let found = try await figures(Self.wave(sound, channels: channels, rate: rate))
        #expect(found["loudness.integrated"] != nil)
        #expect(try abs(#require(found["peak.true"]) + 6.02) < 0.3)
    }

    @Test(arguments: [(0, 48_000), (1, 0), (65_535, 48_000)])
    func `a file with no channels, no rate or too many is one line`(channels: Int, rate: Int) async throws {
        let rig = try Rig(nil)
        let sound = Self.sine(1000, 0.5, count: 4800)
        try rig.scratch.write("odd.wav", Self.wave(sound, channels: channels, rate: rate))
        try await rig.onair(["measure", "odd.wav"]).expectOneLine(65, "odd.wav")
    }
}

import Glibc
import SoundLab
import Testing

@testable import SoundMeasures

/// Noises of known spectrum over a grid of levels, and the text a profile keeps of them.
@Suite struct NoiseTests {
    private func fingerprint(_ sound: [Float], rate: Int = 48_000) throws -> NoiseFingerprint {
        var meter = try #require(NoiseMeter(rate: rate, channels: 1, channel: 0))
        meter.add(sound.span)
        return try #require(meter.fingerprint)
    }

    @Test(arguments: [125.0, 500, 1000, 4000, 16_000], [-60.0, -20, 0])
    func `a tone lies in its own octave at its own level`(hertz: Double, level: Double) throws {
        var bands = try #require(OctaveBands(rate: 48_000))
        let tone = Tone.sine(hertz: hertz, decibels: level, seconds: 0.05)
        let other = Tone.sine(hertz: 2000, decibels: -40, seconds: 0.05)
        let powers = bands.powers(tone.span, other.span)
        let place = try #require(bands.centres.firstIndex(of: hertz))
        #expect(abs(Decibels.power(powers[0][place]) - (level - 3.01)) < 0.3)
        // The other half of the transform hears nothing of it.
        #expect(abs(Decibels.power(powers[1][4]) + 43.01) < 0.1)
        for (band, power) in powers[0].enumerated() where abs(band - place) > 1 {
            #expect(Decibels.power(power) < level - 50, "\(bands.centres[band])")
        }
    }

    @Test(arguments: [-100.0, -70, -40])
    func `white noise rises by 3 dB an octave and is steady`(level: Double) throws {
        var room = Room(seed: 7)
        let found = try fingerprint(room.white(level, seconds: 3))
        #expect(found.bands.count == 8 && found.spread < 1)
        // Of 24 kHz, an octave at 8 kHz holds 5657 Hz; P10 is a little below the mean.
        #expect(abs(found.bands[6] - (level + 10 * log10(5657.0 / 24_000))) < 1)
        for (band, next) in zip(found.bands.dropFirst(2), found.bands.dropFirst(3)) {
            #expect(abs(next - band - 3) < 1)
        }
    }

    @Test(arguments: [-75.0, -60]) func `the noise is found between the words`(level: Double) throws {
        var room = Room(seed: 3)
        let quiet = try fingerprint(room.room(level, seconds: 3))
        let spoken = try fingerprint(
            Room.mix(room.room(level, seconds: 3), Room.speech(-20, seconds: 3)))
        #expect(try #require(quiet.distance(to: spoken)) < 2)
        #expect(quiet.spread < 4 && spoken.spread > 20)
    }

    @Test func `one noise is near itself, and another is far whatever its level`() throws {
        var room = Room(seed: 11)
        let one = try fingerprint(room.room(-70, seconds: 2))
        let again = try fingerprint(room.room(-70, seconds: 2))
        let louder = try fingerprint(room.room(-66, seconds: 2))
        let hiss = try fingerprint(room.white(-70, seconds: 2))
        #expect(try #require(one.distance(to: again)) < NoiseJudge.same / 2)
        #expect(abs(try #require(one.distance(to: louder)) - 2) < 0.7)
        #expect(try #require(one.distance(to: hiss)) > 8)
        let narrow = try fingerprint(room.white(-70, seconds: 2, rate: 16_000), rate: 16_000)
        #expect(one.distance(to: narrow) == nil)
    }

    @Test(arguments: [1, 7, 480, 2401]) func `the size of the blocks does not matter`(block: Int) throws {
        var room = Room(seed: 5)
        let sound = room.white(-50, seconds: 2)
        var meter = try #require(NoiseMeter(rate: 48_000, channels: 1, channel: 0))
        var start = 0
        while start < sound.count {
            meter.add(sound.span.extracting(start..<min(start + block, sound.count)))
            start += block
        }
        #expect(try meter.fingerprint == fingerprint(sound))
    }

    @Test func `it takes two seconds, and what is no number takes two more`() throws {
        var meter = try #require(NoiseMeter(rate: 48_000, channels: 1, channel: 0))
        var room = Room(seed: 5)
        meter.add(room.white(-50, seconds: 1.9).span)
        #expect(meter.fingerprint == nil)
        meter.add(room.white(-50, seconds: 0.1).span)
        #expect(meter.fingerprint != nil)
        for broken in [Float.nan, .infinity] {
            meter.add([broken].span)
            meter.add(room.white(-50, seconds: 1.9).span)
            #expect(meter.fingerprint == nil && meter.voices(at: 0).isEmpty)
            meter.add(room.white(-50, seconds: 0.2).span)
            #expect(meter.fingerprint != nil)
        }
    }

    @Test func `digital silence is a noise like any other`() throws {
        let silence = try fingerprint([Float](repeating: 0, count: 96_000))
        #expect(silence.bands == Array(repeating: OctaveBands.floor, count: 8) && silence.spread == 0)
    }

    @Test(arguments: [
        (8000, 5), (16_000, 6), (44_100, 7), (48_000, 8), (96_000, 9), (384_000, 10),
    ])
    func `every rate has the octaves that fit`(rate: Int, bands: Int) throws {
        #expect(try #require(OctaveBands(rate: rate)).centres.count == bands)
    }

    @Test func `what cannot be listened to is refused`() {
        #expect(OctaveBands(rate: 0) == nil && OctaveBands(rate: -1) == nil)
        #expect(NoiseMeter(rate: 48_000, channels: 2, channel: 2) == nil)
        #expect(NoiseMeter(rate: 48_000, channels: 2, channel: 0, others: [64]) == nil)
        #expect(NoiseMeter(rate: 48_000, channels: 0, channel: 0) == nil)
    }

    @Test func `its text is read back as it was written`() throws {
        let noise = NoiseFingerprint(bands: [-71.24, -73, -120, -0.04], spread: 0.75)
        #expect(noise.text == "-71.2 -73.0 -120.0 0.0 ~0.8")
        let read = try NoiseFingerprint(text: noise.text)
        #expect(read == NoiseFingerprint(bands: [-71.2, -73, -120, 0], spread: 0.8))
        #expect(try NoiseFingerprint(text: "  -71   ~1 ").bands == [-71])
        #expect(NoiseFingerprint(bands: [.nan], spread: .infinity).text == "-144.0 ~-144.0")
    }

    @Test(arguments: [
        ("", "a noise ends with its spread, as in ~1.2"),
        ("-71.2 -73", "a noise ends with its spread, as in ~1.2"),
        ("~1.2", "a noise has 1 to 10 bands, not 0"), ("-71 ~-1", "“~-1” is no spread in dB"),
        ("-71 ~nan", "“~nan” is no spread in dB"), ("-71 ~", "“~” is no spread in dB"),
        ("nan ~1", "“nan” is no level in dBFS"), ("-71 -1e2 ~1", "“-1e2” is no level in dBFS"),
        ("0x10 ~1", "“0x10” is no level in dBFS"), ("-200 ~1", "“-200” is no level in dBFS"),
        ("-7-1 ~1", "“-7-1” is no level in dBFS"), ("-71.2, -73 ~1", "“-71.2,” is no level in dBFS"),
        ("1 2 3 4 5 6 7 8 9 10 11 ~1", "a noise has 1 to 10 bands, not 11"),
    ])
    func `a text that is none says why`(text: String, why: String) {
        #expect(throws: NoiseFingerprint.Mistake(description: why)) { try NoiseFingerprint(text: text) }
    }
}

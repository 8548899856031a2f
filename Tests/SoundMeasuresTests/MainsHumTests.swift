import Glibc
import Testing

@testable import SoundMeasures

/// Hum of known level in noise, and all that has lines but is no hum. At 8 kHz, which is quicker; one test shows that the
/// rate does not matter.
@Suite struct MainsHumTests {
    private func reports(_ sound: [Float], rate: Int = 8000) -> [MainsHum.Report] {
        let block = rate / 20
        var hum = MainsHum(rate: rate, block: block)
        var found: [MainsHum.Report] = []
        for start in stride(from: 0, to: sound.count - block + 1, by: block) {
            hum.add(sound.span.extracting(start..<(start + block)))
            hum.update()
            if let report = hum.report, report != found.last { found.append(report) }
        }
        return found
    }

    private func hum(_ mains: Double, _ decibels: Double, seconds: Double = 6, rate: Int = 8000) -> [Float] {
        TestSound.harmonics(10, decibels: decibels, seconds: seconds, rate: rate) { _ in mains }
    }

    @Test(arguments: [49.9, 50, 50.15, 59.9, 60], [-70.0, -60, -45, -30, -20])
    func `hum with harmonics is measured within half a decibel`(mains: Double, level: Double) throws {
        var chance = TestSound(seed: UInt64(mains * 10))
        let sound = hum(mains, level)
        let noise = chance.pink(decibels: level - 10, frames: sound.count)
        let last = try #require(reports(TestSound.mix(sound, noise)).last)
        #expect(last.mains == (mains < 55 ? 50 : 60))
        #expect(abs(last.level - level) < 0.5, "\(last)")
        #expect(last.over > 15)
    }

    @Test(arguments: [11_025, 44_100, 48_000, 384_000])
    func `the rate of the source does not matter`(rate: Int) throws {
        let sound = hum(50, -40, seconds: 5, rate: rate)
        let last = try #require(reports(sound, rate: rate).last)
        #expect(last.mains == 50)
        #expect(abs(last.level + 40) < 0.2, "\(last)")
    }

    @Test(arguments: [50.0, 60]) func `the fundamental alone is hum`(mains: Double) throws {
        let sound = Tone.sine(hertz: mains, decibels: -40, seconds: 5, rate: 8000)
        let last = try #require(reports(sound).last)
        #expect(last.mains == Int(mains))
        #expect(abs(last.level + 43.01) < 0.1)
    }

    @Test(arguments: 1...6) func `noise does not hum`(seed: Int) {
        var chance = TestSound(seed: UInt64(seed))
        let pink = reports(chance.pink(decibels: -30, frames: 20 * 8000))
        #expect(pink.allSatisfy { $0.mains == 0 && $0.over == 0 && $0.level == -144 } && !pink.isEmpty)
        let white = reports(chance.white(decibels: -30, frames: 20 * 8000))
        #expect(white.allSatisfy { $0.mains == 0 })
    }

    @Test(arguments: [73.4, 98, 100, 103.8, 110, 116.5, 120, 123.5, 130.8, 146.8, 150, 174.6, 180, 196, 240])
    func `a sustained note is no hum, on the grid or off it`(pitch: Double) {
        var chance = TestSound(seed: 3)
        let note = TestSound.harmonics(20, decibels: -20, seconds: 8) { _ in pitch }
        let noise = chance.pink(decibels: -60, frames: note.count)
        #expect(reports(TestSound.mix(note, noise)).allSatisfy { $0.mains == 0 })
        let sine = Tone.sine(hertz: pitch, decibels: -20, seconds: 8, rate: 8000)
        #expect(reports(sine).allSatisfy { $0.mains == 0 })
    }

    @Test(arguments: [98.0, 100, 110, 120], [0.0, 0.005, 0.02])
    func `a sung vowel with vibrato is no hum`(pitch: Double, depth: Double) {
        let vowel = TestSound.harmonics(30, decibels: -18, seconds: 10, rolloff: 0.7) { time in
            pitch * (1 + depth * sin(2 * .pi * 5.5 * time))
        }
        #expect(reports(vowel).allSatisfy { $0.mains == 0 })
    }

    @Test(arguments: 1...2) func `speech does not hum, and hides no hum that is there`(seed: Int) throws {
        var chance = TestSound(seed: UInt64(seed))
        // Four syllables a second, each at a pitch of its own that falls; a breath every three seconds.
        let starts = (0..<80).map { _ in 95 + 22 * (chance.uniform() + 1) }
        let speech = TestSound.harmonics(
            40, decibels: -20, seconds: 20, rolloff: 0.8,
            amplitude: { time in
                time.truncatingRemainder(dividingBy: 3) > 2.5
                    ? 0 : max(0, sin(.pi * (time * 4).truncatingRemainder(dividingBy: 1)))
            },
            pitch: { time in
                let syllable = Int(time * 4)
                return starts[min(syllable, 79)] * (1 - 0.15 * (time * 4 - Double(syllable)))
            })
        let room = chance.pink(decibels: -65, frames: speech.count)
        let quiet = TestSound.mix(speech, room)
        #expect(reports(quiet).allSatisfy { $0.mains == 0 })
        let found = reports(TestSound.mix(quiet, hum(50, -45, seconds: 20)))
        #expect(found.count { $0.mains == 50 } > found.count / 2)
        #expect(try abs(#require(found.last { $0.mains == 50 }).level + 45) < 3)
    }

    @Test func `a drum at fifty hertz fades, and so is no hum`() {
        let drum = TestSound.harmonics(
            1, decibels: -10, seconds: 12,
            amplitude: { exp(-3 * $0.truncatingRemainder(dividingBy: 4)) }, pitch: { _ in 50 })
        #expect(reports(drum).allSatisfy { $0.mains == 0 })
    }

    @Test func `a rectifier's buzz has even lines only and is hum once it has lasted as no note does`() throws
    {
        let buzz = TestSound.harmonics(5, decibels: -40, seconds: 30) { _ in 100 }
        let found = reports(buzz)
        #expect(found.first?.mains == 0)
        #expect(try #require(found.last).mains == 50)
    }

    @Test func `hum that begins is told within five seconds, and that it ended`() {
        let silence = [Float](repeating: 0.00001, count: 6 * 8000)
        let found = reports(silence + hum(60, -50, seconds: 6) + silence)
        #expect(
            found.map(\.mains).reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } } == [0, 60, 0])
    }
}

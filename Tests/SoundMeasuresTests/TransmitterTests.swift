import SoundLab
import Testing

@testable import SoundMeasures

/// A dead transmitter told from a host who pauses: by the noise, and by what the other microphone hears.
@Suite struct TransmitterTests {
    /// A room through an open microphone, and what its receiver does without the transmitter.
    enum Receiver: String, CaseIterable, Sendable {
        case hisses, isMuted, isSilent

        func noise(_ room: inout Room, seconds: Double) -> [Float] {
            switch self {
            case .hisses: room.white(-42, seconds: seconds)
            case .isMuted: room.white(-88, seconds: seconds)
            case .isSilent: Array(repeating: 0, count: Int(seconds * 48_000))
            }
        }
    }

    private static func fingerprint(_ sound: [Float]) throws -> NoiseFingerprint {
        var meter = try #require(NoiseMeter(rate: 48_000, channels: 1, channel: 0))
        meter.add(sound.span)
        return try #require(meter.fingerprint)
    }

    private static func judge(_ receiver: Receiver) throws -> NoiseJudge {
        var room = Room(seed: 1)
        return NoiseJudge(
            on: try fingerprint(room.room(-66, seconds: 2)),
            off: try fingerprint(receiver.noise(&room, seconds: 2)))
    }

    @Test(arguments: Receiver.allCases) func `a receiver without its transmitter is known`(receiver: Receiver)
        throws
    {
        let judge = try Self.judge(receiver)
        #expect(try #require(judge.apart) > NoiseJudge.leastApart)
        var room = Room(seed: 99)
        for _ in 0..<6 {
            #expect(judge.state(try Self.fingerprint(receiver.noise(&room, seconds: 2))) == .off)
        }
    }

    @Test(arguments: Receiver.allCases) func `a host who pauses has a transmitter`(receiver: Receiver) throws
    {
        let judge = try Self.judge(receiver)
        var room = Room(seed: 98)
        for _ in 0..<6 {
            #expect(judge.state(try Self.fingerprint(room.room(-66, seconds: 2))) == .on)
        }
        // So has one who speaks, softly or loudly, and one who only hears the other.
        for level in [-15.0, -30, -45] {
            let spoken = Room.mix(room.room(-66, seconds: 2), Room.speech(level, seconds: 2))
            #expect(judge.state(try Self.fingerprint(spoken)) == .on)
        }
    }

    @Test(arguments: Receiver.allCases)
    func `a noise that was never learnt is neither`(receiver: Receiver) throws {
        let judge = try Self.judge(receiver)
        // An air conditioner that came on, 14 dB over the room; a hair dryer.
        var room = Room(seed: 97)
        #expect(judge.state(try Self.fingerprint(room.room(-48, seconds: 2))) == .unsure)
        #expect(judge.state(NoiseFingerprint(bands: [-20, -60], spread: 1)) == .unsure)
    }

    @Test func `two noises that are the same tell nothing`() throws {
        var room = Room(seed: 1)
        let judge = NoiseJudge(
            on: try Self.fingerprint(room.white(-80, seconds: 2)),
            off: try Self.fingerprint(room.white(-80, seconds: 2)))
        #expect(try #require(judge.apart) < NoiseJudge.leastApart)
        #expect(judge.state(try Self.fingerprint(room.white(-80, seconds: 2))) == .unsure)
    }

    @Test func `a hiss that has moved is settled by hearing nobody`() throws {
        let judge = try Self.judge(.hisses)
        var room = Room(seed: 96)
        let moved = try Self.fingerprint(room.white(-34, seconds: 2))
        #expect(judge.state(moved) == .unsure && judge.state(moved, deaf: true) == .off)
        #expect(judge.state(try Self.fingerprint(room.room(-66, seconds: 2)), deaf: true) == .on)
    }

    /// Both wearers speak in turn, each 22 dB quieter on the other's microphone; then the first one's goes deaf.
    @Test func `the wearer of a dead microphone is heard on the other, and its own is not taken for it`()
        throws
    {
        var (room, bleed) = (Room(seed: 2), BleedMeter())
        let voice = Room.speech(-20, seconds: 2)
        let far = Room.quieter(voice, by: 22)
        func levels(_ own: [Float], _ other: [Float]) throws -> (own: [Double], other: [Double]) {
            var meter = try #require(NoiseMeter(rate: 48_000, channels: 2, channel: 0, others: [1]))
            meter.add(Tone.interleave(own, other).span)
            return (meter.voices(at: 0), meter.voices(at: 1))
        }
        let mine = try levels(
            Room.mix(voice, room.room(-66, seconds: 2)), Room.mix(far, room.room(-66, seconds: 2)))
        #expect(bleed.voice(mine.other) == .somebody)
        bleed.learn(own: mine.own, other: mine.other, count: 40)
        #expect(abs(try #require(bleed.bleed) + 42) < 4 && bleed.speech == nil)
        let theirs = try levels(
            Room.mix(far, room.room(-66, seconds: 2)), Room.mix(voice, room.room(-66, seconds: 2)))
        #expect(bleed.voice(theirs.other) == .neighbour)
        bleed.learn(own: theirs.own, other: theirs.other, count: 40)
        #expect(abs(try #require(bleed.speech) + 20) < 4)
        let dead = try levels(room.white(-42, seconds: 2), Room.mix(far, room.room(-66, seconds: 2)))
        #expect(bleed.voice(dead.other) == .wearer)
        #expect(bleed.voice(theirs.other) == .neighbour)
        let quiet = try levels(room.white(-42, seconds: 2), room.room(-66, seconds: 2))
        #expect(bleed.voice(quiet.other) == .none && bleed.voice([]) == .none)
        #expect(BleedMeter.mustBeHeard(theirs.other, beside: Array(repeating: -88, count: 40)))
        #expect(!BleedMeter.mustBeHeard(theirs.other, beside: dead.own))
    }

    @Test func `one mix on two channels is the same sound at any gain, two microphones are not`() throws {
        var room = Room(seed: 4)
        let voice = Room.speech(-20, seconds: 1)
        func verdict(_ own: [Float], _ other: [Float]) throws -> ChannelLikeness.Verdict {
            var meter = try #require(NoiseMeter(rate: 48_000, channels: 2, channel: 1, others: [0]))
            meter.add(Tone.interleave(other, own).span)
            return try #require(meter.likeness(at: 1)).verdict
        }
        let mixed = Room.mix(voice, room.room(-66, seconds: 1))
        #expect(try verdict(mixed, mixed) == .same)
        #expect(try verdict(mixed, Room.quieter(mixed, by: 9)) == .same)
        // Two inputs of an interface on one cable, with a noise each.
        #expect(
            try verdict(
                Room.mix(mixed, room.white(-90, seconds: 1)), Room.mix(mixed, room.white(-90, seconds: 1)))
                == .same)
        let far = Array(repeating: 0, count: 140) + Room.quieter(voice, by: 22).dropLast(140)
        #expect(try verdict(mixed, Room.mix(far, room.room(-66, seconds: 1))) == .different)
        #expect(try verdict(room.room(-66, seconds: 1), room.room(-66, seconds: 1)) == .faint)
        #expect(try verdict(room.white(-85, seconds: 1), room.white(-85, seconds: 1)) == .silent)
        #expect(try verdict(mixed, Array(repeating: 0, count: 48_000)) == .different)
        let silence = [Float](repeating: 0, count: 48_000)
        #expect(try verdict(silence, silence) == .silent)
    }
}

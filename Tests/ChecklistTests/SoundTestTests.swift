import StudioModel
import Testing

@testable import Checklist

/// The quiet-and-talk test, on readings as a probe sends them: a level every 50 ms, a loudness every 100 ms.
@Suite struct SoundTestTests {
    private static let microphone = subject("microphone/host")

    /// Readings of so many seconds at a steady level, or of a voice that talks for 1.2 s and pauses for 0.8 s.
    private func heard(_ level: Double, peak: Double? = nil, pauses: Double? = nil, seconds: Double = 10)
        -> [Reading]
    {
        (0..<Int(seconds * 20)).flatMap { index -> [Reading] in
            let isPause = pauses != nil && index % 40 >= 24
            let now = isPause ? pauses ?? level : level
            let at = Instant(nanoseconds: 1_000_000_000 + UInt64(index) * 50_000_000)
            func reading(_ metric: Metric, _ value: Double) -> Reading {
                Reading(at: at, subject: Self.microphone, metric: metric, outcome: .number(value))
            }
            return [
                reading("microphone.level.rms", now),
                reading("microphone.level.peak", isPause ? now + 3 : peak ?? now + 10),
                reading("microphone.loudness.momentary", now),
            ]
        }
    }

    @Test(arguments: [-80.0, -62, -50, -45], [-40.0, -30, -20, -14])
    func `the room is its floor, the voice is above it, and the gain leads to the target`(
        room: Double, voice: Double
    ) {
        let outcomes = SoundTest.outcomes(
            quiet: heard(room), talk: heard(voice, peak: voice + 9, pauses: room), target: -18)
        #expect(outcomes[SoundTest.noise] == .number(room))
        guard voice - room >= 10 else {
            #expect(outcomes[SoundTest.ratio]?.kind == "absent")
            #expect(outcomes[SoundTest.gain]?.kind == "absent")
            return
        }
        #expect(outcomes[SoundTest.ratio] == .number(voice - room))
        // A voice hardly above the room is heard together with it.
        guard voice - room > 12 else { return }
        // Pauses do not count for loudness; peaks stay below -6 dBFS.
        #expect(outcomes[SoundTest.gain] == .number(min(-18 - voice, -6 - (voice + 9))))
    }

    @Test func `a voice whose peaks leave no room is not turned up to its target`() {
        let outcomes = SoundTest.outcomes(
            quiet: heard(-60), talk: heard(-30, peak: -8, pauses: -60), target: -18)
        #expect(outcomes[SoundTest.gain] == .number(2))
    }

    @Test func `who does not talk gets no advice, and neither does a dead microphone`() {
        let silent = SoundTest.outcomes(quiet: heard(-60), talk: heard(-57), target: nil)
        #expect(silent[SoundTest.noise] == .number(-60))
        #expect(silent[SoundTest.gain]?.kind == "absent" && silent[SoundTest.ratio]?.kind == "absent")
        let dead = SoundTest.outcomes(quiet: heard(-144), talk: heard(-144), target: nil)
        #expect(dead[SoundTest.noise] == .absent("only digital zeros were heard in the sound test"))
        #expect(dead[SoundTest.gain]?.value == nil)
        let gone = SoundTest.outcomes(quiet: [], talk: [], target: nil)
        #expect(gone.values.allSatisfy { $0 == .absent("no sound was heard in the sound test") })
    }

    @Test func `a part that was skipped is not judged`() {
        let outcomes = SoundTest.outcomes(quiet: heard(-60), talk: nil, target: nil)
        #expect(outcomes[SoundTest.noise] == .number(-60))
        #expect(outcomes[SoundTest.gain]?.kind == "unsupported")
    }

    @Test func `unattended, only a voice that happened to talk gives an advice`() {
        #expect(SoundTest.unattended(heard(-24, pauses: -60, seconds: 8), target: nil) == .number(6))
        #expect(SoundTest.unattended(heard(-60, seconds: 8), target: nil).kind == "unsupported")
        #expect(SoundTest.unattended([], target: nil).kind == "unsupported")
    }

    @Test func `what was settled stands, whatever is read before and after`() {
        var known = Measurements(heard(-30))
        let settled = Reading(
            at: Instant(nanoseconds: 5), subject: Self.microphone, metric: "microphone.level.rms",
            outcome: .number(-70))
        known.settle(settled)
        for reading in heard(-20) { known.take(reading) }
        #expect(known[Self.microphone, "microphone.level.rms"]?.outcome == .number(-70))
        #expect(known[Self.microphone, "microphone.level.peak"]?.outcome == .number(-10))
    }
}

import Foundation
import ProbeProtocol
import SoundLab
import SoundMeasures
import StudioModel
import TestSupport
import Testing

/// Two lavaliers on one mixer, through a real PulseAudio: each is a channel of one source.
@Suite(.serialized) struct LavalierTests {
    private static let mixer = "module-remap-source source_name=mixer master=stage.monitor"

    private func studio() throws -> PrivatePulse {
        let server = try PrivatePulse(["module-null-sink sink_name=stage rate=48000", Self.mixer])
        let answers = try holds(within: 10) { try server.pactl("info").contains("Server Name") }
        #expect(answers)
        return server
    }

    private func fingerprint(_ sound: [Float]) throws -> String {
        var meter = try #require(NoiseMeter(rate: 48_000, channels: 1, channel: 0))
        meter.add(sound.span)
        return try #require(meter.fingerprint).text
    }

    /// What `learn` took: a quiet room, and a receiver that hisses.
    private func learnt() throws -> [String: Value] {
        var room = Room(seed: 21)
        return [
            "wireless": true, "noise-on": .text(try fingerprint(room.room(-66, seconds: 2))),
            "noise-off": .text(try fingerprint(room.white(-46, seconds: 2))),
        ]
    }

    private func configure(_ probe: RunningProbe, _ expect: [String: Value]) throws {
        let subjects = try (0...1).map { channel in
            SubjectConfiguration(
                subject: try #require(Subject(rawValue: "microphone/lavalier-\(channel + 1)")),
                match: ["source": "mixer", "channel": .number(Double(channel))], expect: expect)
        }
        try probe.send(.configure(Configuration(mode: .active, subjects: subjects)))
    }

    private func reads(
        _ probe: RunningProbe, _ number: Int, _ metric: Metric, since mark: Int = 0,
        within seconds: Double = 15,
        _ wanted: (Outcome) -> Bool
    ) -> Bool {
        probe.says(within: seconds, since: mark) { record in
            guard case .readings(let all) = record,
                all.subject.rawValue == "microphone/lavalier-\(number)"
            else { return false }
            return (all.outcomes[metric] ?? all.values[metric].map(Outcome.value)).map(wanted) ?? false
        }
    }

    /// The words of the transmitter's state, in order, without repeats.
    private func words(_ probe: RunningProbe, _ number: Int) -> [String] {
        let all = probe.records.compactMap { record -> String? in
            guard case .readings(let all) = record,
                all.subject.rawValue == "microphone/lavalier-\(number)"
            else { return nil }
            return all.values["microphone.transmitter"]?.text
        }
        return all.enumerated().filter { $0.offset == 0 || all[$0.offset - 1] != $0.element }.map(\.element)
    }

    @Test func `a transmitter that dies is told from a host who pauses, and its wearer is heard next door`()
        throws
    {
        let server = try studio()
        var room = Room(seed: 22)
        let (talk, pause, rest) = (3.0, 5.0, 14.0)
        let voice = Room.speech(-20, seconds: talk)
        let far = Room.quieter(voice, by: 22)
        let later = Room.quieter(Room.speech(-20, seconds: rest), by: 22)
        // Each speaks, both pause, then the first one's battery is empty while its wearer goes on.
        let own = Room.mix(voice + far, room.room(-66, seconds: 2 * talk)) + room.room(-66, seconds: pause)
        let other = Room.mix(far + voice, room.room(-66, seconds: 2 * talk)) + room.room(-66, seconds: pause)
        let probe = try RunningProbe("watch", server: server.address)
        try configure(probe, try learnt())
        #expect(reads(probe, 1, "microphone.level.peak") { $0.value != nil })
        let player = try server.player(
            to: "stage", left: own + room.white(-46, seconds: rest),
            right: other + Room.mix(later, room.room(-66, seconds: rest)))
        defer { player.terminate() }
        let said = Outcome.text("off: its wearer is still heard on lavalier-2")
        #expect(reads(probe, 1, "microphone.transmitter") { $0 == .text("on") })
        #expect(reads(probe, 1, "microphone.transmitter", within: 25) { $0 == said })
        #expect(reads(probe, 1, "microphone.bleed") { $0 == .text("lavalier-2") })
        #expect(reads(probe, 1, "microphone.separate") { $0 == .flag(true) })
        // Whoever pauses or listens has a transmitter, all the time; the other one's lives on.
        #expect(
            words(probe, 1).first == "on" && words(probe, 1).dropFirst().allSatisfy { $0.hasPrefix("off") })
        #expect(words(probe, 2) == ["on"])
        #expect(probe.finish() == 0)
    }

    @Test func `two microphones mixed to mono cannot be told apart, and it says so`() throws {
        let server = try studio()
        var room = Room(seed: 23)
        let mix = Room.mix(Room.speech(-20, seconds: 20), room.room(-66, seconds: 20))
        let player = try server.player(to: "stage", left: mix, right: mix)
        defer { player.terminate() }
        let probe = try RunningProbe("watch", server: server.address)
        try configure(probe, try learnt())
        let reason = Outcome.unsupported(
            "both channels carry the same sound: two microphones mixed to mono cannot be told apart")
        for number in 1...2 {
            #expect(reads(probe, number, "microphone.separate") { $0 == .flag(false) })
            #expect(reads(probe, number, "microphone.transmitter") { $0 == reason })
            #expect(reads(probe, number, "microphone.bleed") { $0 == reason })
        }
    }

    @Test func `what was not learnt, is wired or is misspelt says so`() throws {
        let server = try studio()
        var room = Room(seed: 24)
        let player = try server.player(
            to: "stage", left: room.room(-66, seconds: 25), right: room.room(-66, seconds: 25))
        defer { player.terminate() }
        let probe = try RunningProbe("watch", server: server.address)
        let cases: [([String: Value], Outcome)] = [
            ([:], .unsupported("the profile does not say that it is wireless (expect: { wireless: true })")),
            (
                ["wireless": true],
                .unsupported(
                    "the profile keeps no noise of it with the transmitter on or off: `onair learn --noise` takes it"
                )
            ),
            (["wireless": "radio"], .failed("wireless must be true or false, not “radio”")),
            (
                ["wireless": true, "noise-off": "loud"],
                .failed("noise-off in the profile: a noise ends with its spread, as in ~1.2")
            ),
            (
                ["wireless": true, "noise-on": "-70 ~1", "noise-off": "-30 -30 ~1"],
                .failed("noise-on has 1 bands and noise-off has 2: learn both anew")
            ),
            (
                ["wireless": true, "noise-on": "-70 -70 ~1", "noise-off": "-70 -72 ~1"],
                .unsupported("its noise is the same with the transmitter on and off (1.1 dB apart)")
            ),
            (
                ["wireless": true, "noise-on": "-70 -70 ~1", "noise-off": "-40 -30 ~1"],
                .failed("its noise was learnt at another sample rate: 2 bands, now 8")
            ),
        ]
        for (expect, outcome) in cases {
            let mark = probe.records.count
            try configure(probe, expect)
            #expect(
                reads(probe, 2, "microphone.transmitter", since: mark) { $0 == outcome }, "\(outcome)")
        }
    }

    @Test func `the noise is taken on demand, and not while somebody speaks`() throws {
        let server = try studio()
        var room = Room(seed: 25)
        let player = try server.player(
            to: "stage", left: room.room(-66, seconds: 20),
            right: Room.mix(Room.speech(-20, seconds: 20), room.room(-66, seconds: 20)))
        defer { player.terminate() }
        let probe = try RunningProbe("watch", server: server.address)
        try configure(probe, ["wireless": true])
        #expect(reads(probe, 1, "microphone.transmitter") { $0.reason != nil })
        func asks(_ id: Int, _ number: Int, state: String = "on", _ wanted: (ProbeRecord) -> Bool) throws
            -> Bool
        {
            let subject = try #require(Subject(rawValue: "microphone/lavalier-\(number)"))
            let file = server.folder.appending(path: "noise-\(id)").path
            try probe.send(
                .capture(
                    CaptureRequest(id: id, subject: subject, kind: "text/plain;noise=\(state)", file: file)))
            return probe.says(within: 5, wanted)
        }
        // Two seconds must be heard first; until then it is refused.
        var id = 0
        let taken = try holds(within: 15) {
            id += 1
            return try asks(id, 1) { if case .done(id, _) = $0 { true } else { false } }
        }
        #expect(taken)
        let text = try String(contentsOf: server.folder.appending(path: "noise-\(id)"), encoding: .utf8)
        let noise = try NoiseFingerprint(text: text.trimmingCharacters(in: .newlines))
        #expect(noise.bands.count == 8 && noise.spread < 4)
        let refused = try asks(1000, 2) { record in
            guard case .refused(1000, let reason) = record else { return false }
            return reason.hasPrefix("it is not quiet: its level moves by ")
        }
        #expect(refused)
        func isRefused(_ id: Int, state: String, _ why: String) throws -> Bool {
            try asks(id, 1, state: state) { record in
                guard case .refused(id, let reason) = record else { return false }
                return reason.hasPrefix(why)
            }
        }
        #expect(try isRefused(1001, state: "loud", "a noise is taken with the transmitter on or off"))
        // It was not switched off at all.
        let mark = probe.records.count
        try configure(probe, ["wireless": true, "noise-on": .text(noise.text)])
        #expect(reads(probe, 1, "microphone.transmitter", since: mark) { $0.reason?.contains("off") == true })
        let same = try holds(within: 15) {
            id += 1
            return try isRefused(2000 + id, state: "off", "it sounds as with the transmitter on (")
        }
        #expect(same)
    }
}

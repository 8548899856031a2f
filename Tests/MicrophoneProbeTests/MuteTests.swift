import ALSA
import ProbeProtocol
import StudioModel
import Testing

@testable import PulseAudio
@testable import onair_probe_microphone

@Suite struct MuteTests {
    private func layers(
        source: Bool = false, hardware: Bool? = nil, flags: PulseSource.Flags = [], program: Bool = false,
        expect: [String: Value] = [:]
    ) -> MuteLayers {
        var sample = PulseSource.sample("usb-1")
        sample.isMuted = source
        sample.flags = flags
        let recorders = Recorder.all(of: sample, [.sample("ffmpeg", muted: program)], nil)
        return MuteLayers(
            sample, hardware.map { CaptureMixer.State(isMuted: $0) }, recorders, .init(expect))
    }

    @Test func `a server that mutes by the card's own switch is one layer, not two`() {
        #expect(layers(source: true, hardware: true, flags: .hardwareMute).sentence == "source")
        #expect(layers(source: true, hardware: true).sentence == "source, capture switch")
        #expect(layers(hardware: true, flags: .hardwareMute).sentence == "capture switch")
    }

    @Test func `a muted program mutes the microphone where the profile names it as the encoder`() {
        #expect(layers(program: true).sentence == "none")
        let named = layers(program: true, expect: ["recorders": "obs, ffmpeg"])
        #expect(named.sentence == "ffmpeg (pid 12)")
        #expect(named.isMuted)
        #expect(layers(source: true, program: true, expect: ["recorders": "obs"]).sentence == "source")
    }

    @Test func `muted but talking is told where sound arrives in spite of the mute`() {
        let program = layers(program: true, expect: ["recorders": "ffmpeg"])
        #expect(program.talking(voice: true) == .flag(true))
        #expect(program.talking(voice: false) == .flag(false))
        #expect(layers().talking(voice: true) == .flag(false))
        // A switch that mutes another input than the one in use.
        #expect(layers(hardware: true).talking(voice: true) == .flag(true))
    }

    @Test func `below a mute nothing can be heard, and that is said`() {
        #expect(
            layers(source: true).talking(voice: false)
                == .unsupported("muted before it can be heard: source"))
    }

    @Test func `half a second of loud moments is a voice, a knock is none`() {
        var voice = VoiceWatch()
        for _ in 0..<9 { voice.add(rms: -20) }
        #expect(!voice.isVoice)
        voice.add(rms: -41)
        #expect(!voice.isVoice)
        voice.add(rms: -39)
        #expect(voice.isVoice)
        for _ in 0..<40 { voice.add(rms: -60) }
        #expect(!voice.isVoice)
    }

    @Test func `what was said before the mute was not said into it`() {
        var report = TalkReport()
        let loud: [Metric: Outcome] = ["microphone.level.rms": .number(-15)]
        let encoder = layers(program: true, expect: ["recorders": "ffmpeg"])
        for tick in 0..<40 { _ = report.added(to: loud, .none, at: .seconds(Double(tick) * 0.05)) }
        let first = report.added(to: loud, encoder, at: .seconds(2))
        #expect(first["microphone.muted.talking"] == .flag(false))
        var said: [Double] = []
        for tick in 1...20 {
            let now = 2 + Double(tick) * 0.05
            let sent = report.added(to: loud, encoder, at: .seconds(now))
            if sent["microphone.muted.talking"] == .flag(true) { said.append(now) }
        }
        #expect(said.first == 2.45)
    }
}

extension PulseSourceOutput {
    static func sample(
        _ binary: String, pid: Int32 = 12, muted: Bool = false, paused: Bool = false, rate: Int = 48_000,
        isPeakMeter: Bool = false, isServers: Bool = false
    ) -> PulseSourceOutput {
        PulseSourceOutput(
            index: UInt32(pid), source: 7, name: "Record", application: binary, processID: pid,
            binary: binary, isMuted: muted, isCorked: paused, rate: rate, isServers: isServers,
            isPeakMeter: isPeakMeter)
    }
}

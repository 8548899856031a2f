import ALSA
import Glibc
import ProbeProtocol
import StudioModel
import Testing

@testable import PulseAudio
@testable import onair_probe_microphone

@Suite struct ReadingTests {
    private func told(
        _ source: PulseSource, _ outputs: [PulseSourceOutput] = [], mixer: CaptureMixer.State? = nil,
        channel: Int? = nil, expect: [String: Value] = [:]
    ) -> [Metric: Outcome] {
        let recorders = Recorder.all(of: source, outputs, nil)
        let layers = MuteLayers(source, mixer, recorders, MicrophoneExpectation(expect))
        return SourceReadings.told(source, recorders: recorders, layers: layers, channel: channel)
    }

    private func output(_ application: String, source: UInt32 = 7, muted: Bool = false) -> PulseSourceOutput {
        var output = PulseSourceOutput.sample("ffmpeg", muted: muted)
        output.application = application
        output.source = source
        return output
    }

    @Test(arguments: [
        (false, nil as Bool?, false, "none"), (true, nil, true, "source"),
        (false, true, true, "capture switch"),
        (true, true, true, "source, capture switch"), (false, false, false, "none"),
    ])
    func `a mute at any layer is a mute, named by the layer`(
        source: Bool, hardware: Bool?, muted: Bool, layer: String
    ) {
        var sample = PulseSource.sample("usb-1")
        sample.isMuted = source
        let told = told(sample, mixer: hardware.map { CaptureMixer.State(isMuted: $0) })
        #expect(told["microphone.muted"] == .flag(muted))
        #expect(told["microphone.muted.layer"] == .text(layer))
    }

    @Test func `the volume is the channel's own, or the loudest`() {
        #expect(told(.sample("usb-1"), channel: 1)["microphone.volume"] == .number(-6))
        #expect(told(.sample("usb-1"))["microphone.volume"] == .number(0))
        var mute = PulseSource.sample("usb-1")
        mute.volumes = []
        #expect(told(mute)["microphone.volume"] == .unsupported("the source has no volume"))
    }

    @Test func `other recorders are named, OnAir and other sources' are not`() {
        let outputs = [output("Lavf"), output("OnAir"), output("Lavf", source: 8, muted: true)]
        let told = told(.sample("usb-1"), outputs)
        #expect(told["microphone.holder"] == .text("ffmpeg (pid 12)"))
        #expect(told["microphone.listener.muted"] == .text("none"))
    }

    @Test func `an unplugged jack is said where the hardware can tell`() {
        var source = PulseSource.sample("pci-1")
        #expect(told(source)["microphone.plugged"] == .unsupported("the source has no ports"))
        source.ports = [PulseSource.Port(name: "jack", description: "Front Microphone", isAvailable: false)]
        source.activePort = "jack"
        #expect(told(source)["microphone.plugged"] == .flag(false))
        source.ports[0].isAvailable = nil
        #expect(told(source)["microphone.plugged"] == .unsupported("Front Microphone cannot tell"))
    }

    @Test func `every metric a session can send is described`() {
        let described = Set(MicrophoneMetrics.all.map(\.name))
        let routed = SourceReadings.routed(.sample("usb-1"), in: .init())
        let sent = Set(told(.sample("usb-1")).keys).union(routed.keys).union(MicrophoneMetrics.heard)
        #expect(sent == described)
        #expect(
            Set(MicrophoneMetrics.told + MicrophoneMetrics.heard + [MicrophoneMetrics.present]) == described)
    }

    @Test func `levels come twenty times a second and loudness ten times`() throws {
        var meter = try SoundMeter(rate: 48_000, channels: 2, channel: nil)
        let block = (0..<4800).map { Float(0.5 * sin(2 * .pi * 1000 * Double($0 / 2) / 48_000)) }
        var sent: [[Metric: Outcome]] = []
        for tick in 0..<20 {
            meter.add(block.span, at: .seconds(Double(tick) * 0.05)) { sent.append($0) }
        }
        #expect(sent.count == 20)
        #expect(sent.filter { $0["microphone.level.peak"] == .number(-6.02) }.count == 20)
        // The first three of ten come before 400 ms were heard.
        #expect(sent.filter { $0["microphone.loudness.momentary"] != nil }.count == 7)
        #expect(sent.filter { $0["microphone.clips"] == .number(0) }.count == 10)
        #expect(sent.last?["microphone.zeros"] == .flag(false))
    }

    @Test func `holes are counted for one second`() {
        var holes = RecentCount()
        holes.add(2, at: .seconds(1))
        holes.add(0, at: .seconds(1.2))
        holes.add(1, at: .seconds(1.5))
        #expect(holes.count(at: .seconds(1.9)) == 3)
        #expect(holes.count(at: .seconds(2.1)) == 1)
        #expect(holes.count(at: .seconds(3)) == 0)
    }
}

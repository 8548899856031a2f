import ALSA
import ProbeProtocol
import SoundLab
import StudioModel
import Testing

@testable import PulseAudio
@testable import onair_probe_microphone

@Suite struct RoutingTests {
    private func routed(
        _ source: PulseSource = .sample("usb-1"), _ outputs: [PulseSourceOutput] = [],
        others: [PulseSource] = [], standard: String? = nil, expect: [String: Value] = [:]
    ) -> [Metric: Outcome] {
        SourceReadings.routed(
            source,
            in: .init(
                sources: [source] + others, recorders: Recorder.all(of: source, outputs, nil),
                expectation: .init(expect), standard: standard))
    }

    @Test func `the default source is itself, or named by what people call it`() {
        var webcam = PulseSource.sample("usb-2")
        webcam.description = "Webcam C920"
        #expect(routed(standard: "usb-1")["microphone.default"] == .text("itself"))
        #expect(
            routed(others: [webcam], standard: "usb-2")["microphone.default"] == .text("Webcam C920"))
        #expect(routed(standard: "gone")["microphone.default"] == .text("gone"))
        #expect(
            routed()["microphone.default"] == .absent("the sound server has no default source"))
    }

    @Test func `format, channels and port are the source's`() {
        var source = PulseSource.sample("usb-1")
        source.activePort = "analog-input-mic"
        let said = routed(source)
        #expect(said["microphone.format"] == .text("s16le"))
        #expect(said["microphone.channels"] == .number(2))
        #expect(said["microphone.port"] == .text("analog-input-mic"))
        #expect(routed()["microphone.port"] == .unsupported("the source has no ports"))
    }

    @Test func `who gets another sample rate is named; meters and the paused lose nothing`() {
        let outputs: [PulseSourceOutput] = [
            .sample("obs", pid: 3), .sample("ffmpeg", pid: 4, rate: 44_100),
            .sample("pavucontrol", pid: 5, rate: 25, isPeakMeter: true),
            .sample("zoom", pid: 6, paused: true, rate: 16_000),
        ]
        #expect(
            routed(.sample("usb-1"), outputs)["microphone.resampled"]
                == .text("ffmpeg (pid 4) takes 44100 Hz"))
        #expect(routed()["microphone.resampled"] == .text("none"))
    }

    @Test(arguments: [
        (["device.api": "bluez", "bluetooth.codec": "CVSD"], 8_000 as Int?),
        (["device.api": "bluez", "bluetooth.codec": "mSBC"], 16_000),
        (["device.api": "bluez", "bluetooth.protocol": "headset_head_unit"], 16_000),
        (["device.api": "bluez", "bluetooth.protocol": "handsfree_head_unit"], 16_000),
        (["device.api": "bluez", "bluetooth.protocol": "a2dp_source", "bluetooth.codec": "sbc"], 48_000),
        (["device.api": "bluez5", "api.bluez5.profile": "headset-head-unit"], 16_000),
        (["device.api": "bluez5", "api.bluez5.codec": "lc3_swb"], 32_000),
        (["device.api": "bluez5", "api.bluez5.codec": "cvsd", "device.bus": "bluetooth"], 8_000),
        (["device.api": "alsa", "device.bus": "usb"], nil), ([:], nil),
    ])
    func `a Bluetooth call mode is narrow whatever the server shows`(
        properties: [String: String], rate: Int?
    ) {
        #expect(BluetoothLink.rate(properties, shown: 48_000) == rate)
        var source = PulseSource.sample("bluez")
        source.properties = properties
        #expect(routed(source)["microphone.bluetooth.rate"]?.value == rate.map { .number(Double($0)) })
    }

    @Test func `a recorder the profile does not name is a stranger; without names nobody is judged`() {
        let outputs: [PulseSourceOutput] = [
            .sample("obs", pid: 3), .sample("zoom", pid: 4),
            .sample("pavucontrol", pid: 5, isPeakMeter: true),
            .sample("chrome", pid: 6, paused: true), .sample("remap", pid: 7, isServers: true),
        ]
        func unexpected(_ expect: [String: Value]) -> Outcome? {
            routed(.sample("usb-1"), outputs, expect: expect)["microphone.holder.unexpected"]
        }
        #expect(unexpected(["recorders": "obs"]) == .text("zoom (pid 4)"))
        #expect(unexpected(["recorders": "obs zoom"]) == .text("none"))
        #expect(
            unexpected([:]) == .unsupported("the profile does not say who records it (expect: recorders)"))
    }

    @Test func `a program is named with its user where its process is ours to see`() throws {
        let tree = try FixtureTree(files: [
            "proc/12/status": "Tgid:\t12\nUid:\t1001\t1001\n", "proc/12/comm": "ffmpeg\n",
            "proc/13/status": "Tgid:\t13\nUid:\t0\t0\n", "proc/13/comm": "kthreadd\n",
        ])
        func name(_ pid: Int32) -> String { Recorder(.sample("ffmpeg", pid: pid), tree.roots).name }
        #expect(name(12) == "ffmpeg (pid 12 of uid 1001)")
        // The number a container gives is another process here.
        #expect(name(13) == "ffmpeg (pid 13)")
        #expect(name(14) == "ffmpeg (pid 14)")
        #expect(Recorder(.sample("ffmpeg"), nil).name == "ffmpeg (pid 12)")
    }
}

import ALSA
import ProbeProtocol
import SoundLab
import StudioModel
import SystemCalls
import Testing

@testable import onair_probe_microphone

@Suite struct CardTests {
    private func tree(status: String = "closed\n") throws -> FixtureTree {
        let usb = "sys/devices/pci0000:00/0000:00:14.0/usb1/1-1"
        return try FixtureTree(
            files: [
                "proc/asound/cards": """
                 0 [PCH            ]: HDA-Intel - HDA Intel PCH
                                      HDA Intel PCH at 0xf7f10000 irq 31
                 1 [L100           ]: USB-Audio - Lab Mic 100
                                      LabCorp Lab Mic 100 at usb-0000:00:14.0-1, high speed

                """,
                "proc/asound/pcm":
                    "00-03: HDMI 0 : HDMI 0 : playback 1\n01-00: USB Audio : USB Audio : capture 1\n",
                "proc/asound/card1/usbid": "0d8c:0014\n",
                "proc/asound/card1/pcm0c/sub0/status": status,
                "proc/4700/comm": "ffmpeg\n",
                "proc/4700/status": "Tgid:\t4700\nUid:\t1000\t1000\t1000\t1000\n",
                usb + "/serial": "MIC01\n", usb + "/1-1:1.0/uevent": "",
            ],
            links: [
                "sys/class/sound/card1/device": "../../../devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.0"
            ])
    }

    @Test func `without a sound server the cards that can record are the microphones`() throws {
        let tree = try tree()
        let devices = Discovery(roots: tree.roots, server: "unix:/nonexistent").devices()
        let device = try #require(devices.first)
        #expect(devices.count == 1)
        #expect(device.name == "Lab Mic 100")
        #expect(
            device.identity == [
                "serial": "MIC01", "bus-path": "pci-0000:00:14.0-usb-0:1:1.0", "card": "L100",
                "vendor-product": "0d8c:0014",
            ])
        #expect(device.state == .text("free"))
    }

    @Test func `a card in use names its holder`() throws {
        let tree = try tree(status: "state: RUNNING\nowner_pid   : 4700\n")
        let devices = Discovery(roots: tree.roots, server: "unix:/nonexistent").devices()
        #expect(devices.first?.state == .text("busy: ffmpeg (pid 4700 of uid 1000)"))
    }

    @Test func `a card is found by what the profile knows of it`() throws {
        let tree = try tree()
        for match: [String: Value] in [
            ["serial": "MIC01"], ["card": "L100"], ["vendor-product": "0d8c:0014"], [:],
        ] {
            let view = CardView(try MicrophoneMatch(match), tree.roots)
            #expect(view?.name == "hw:CARD=L100,DEV=0")
        }
        #expect(CardView(try MicrophoneMatch(["card": "PCH"]), tree.roots) == nil)
    }

    @Test func `a card without readable switches says so and is present`() throws {
        let tree = try tree(status: "state: RUNNING\nowner_pid   : 4700\n")
        let told = try #require(CardView(try MicrophoneMatch(["card": "L100"]), tree.roots)).told(nil)
        #expect(told["microphone.present"] == .flag(true))
        #expect(
            told["microphone.muted"] == .unsupported("Lab Mic 100 has no capture switch that can be read"))
        #expect(told["microphone.holder"] == .text("ffmpeg (pid 4700 of uid 1000)"))
        #expect(told["microphone.state"] == .text("running"))
    }
}

import ALSA
import StudioModel
import Testing

@testable import PulseAudio
@testable import onair_probe_microphone

@Suite struct MatchTests {
    private func identity(_ source: PulseSource) -> MicrophoneIdentity {
        MicrophoneIdentity(source, card: nil)
    }

    private func find(_ match: [String: Value], in sources: [PulseSource], cards: [ALSACard] = []) throws
        -> String
    {
        switch SourceReader.choose(try MicrophoneMatch(match), sources, cards) {
        case .one(let source): source.name
        case .none(let reason): reason
        }
    }

    private let first = PulseSource.sample("usb-1", serial: "MIC01", busPath: "port-1")
    private let second = PulseSource.sample("usb-2", serial: "MIC02", busPath: "port-2")

    @Test func `a serial finds its microphone on another port`() throws {
        #expect(try find(["serial": "MIC02", "bus-path": "port-1"], in: [first, second]) == "usb-2")
    }

    @Test func `twins with one serial are told apart by their port`() throws {
        let twin = PulseSource.sample("usb-3", serial: "MIC01", busPath: "port-3")
        #expect(try find(["serial": "MIC01", "bus-path": "port-3"], in: [first, twin]) == "usb-3")
        #expect(
            try find(["serial": "MIC01"], in: [first, twin])
                == "2 sources are the microphone with serial “MIC01”: a match by bus-path or source tells them apart"
        )
    }

    @Test func `a name of one kind does not stand in for another`() throws {
        #expect(
            try find(["serial": "usb-1"], in: [first, second])
                == "no microphone with serial “usb-1”; the sound server has usb-1, usb-2")
    }

    @Test func `the monitor of a headset's earphones is not its microphone`() throws {
        var monitor = PulseSource.sample("usb-1.monitor", serial: "MIC01", busPath: "port-1")
        monitor.monitorOf = "earphones"
        #expect(try find(["serial": "MIC01"], in: [monitor, first]) == "usb-1")
        #expect(try find(["source": "usb-1.monitor"], in: [monitor, first]) == "usb-1.monitor")
    }

    @Test func `the serial engraved on the device counts like udev's`() throws {
        var source = PulseSource.sample("usb-1", serial: "LabCorp_Lab_Mic_MIC01", busPath: "port-1")
        source.properties["alsa.card"] = "3"
        var card = ALSACard(index: 3, id: "L100", driver: "USB-Audio", name: "Lab Mic", longName: "")
        card.serial = "MIC01"
        #expect(try find(["serial": "MIC01"], in: [source], cards: [card]) == "usb-1")
        #expect(try find(["serial": "LabCorp_Lab_Mic_MIC01"], in: [source], cards: [card]) == "usb-1")
        #expect(try find(["card": "L100"], in: [source], cards: [card]) == "usb-1")
        #expect(MicrophoneIdentity(source, card: card).published["serial"] == "MIC01")
    }

    @Test func `an unquoted number is still a serial`() throws {
        #expect(try MicrophoneMatch(["serial": 4711]).identity == ["serial": "4711"])
    }

    @Test(arguments: [
        (["channel": "left"] as [String: Value], "channel must be a whole number from 0, not “left”"),
        (["channel": -1], "channel must be a whole number from 0, not “-1”"),
        (["channel": 0.5], "channel must be a whole number from 0, not “0.5”"),
        (["system": "jack"], "system must be pulse, alsa or auto, not “jack”"),
    ])
    func `a mistake in a match is named`(match: [String: Value], sentence: String) {
        #expect(throws: MicrophoneMatch.Mistake(description: sentence)) { try MicrophoneMatch(match) }
    }

    @Test func `the default source is a microphone only when it is no monitor`() {
        var monitor = PulseSource.sample("speaker.monitor")
        monitor.monitorOf = "speaker"
        func reason(_ found: SourceReader.Found) -> String {
            switch found {
            case .one(let source): source.name
            case .none(let reason): reason
            }
        }
        #expect(reason(SourceReader.standard([first, monitor], name: "usb-1")) == "usb-1")
        #expect(
            reason(SourceReader.standard([monitor], name: "speaker.monitor"))
                == "no microphone: the default source is what speaker plays")
        #expect(reason(SourceReader.standard([], name: nil)) == "the sound server has no default source")
    }
}

extension PulseSource {
    static func sample(_ name: String, serial: String? = nil, busPath: String? = nil) -> PulseSource {
        var properties: [String: String] = [:]
        properties["device.serial"] = serial
        properties["device.bus_path"] = busPath
        return PulseSource(
            index: 7, name: name, description: name, properties: properties, isMuted: false,
            volumes: [0, -6], baseVolume: 0, flags: [], state: .running, rate: 48_000,
            sampleFormat: "s16le", channels: ["front-left", "front-right"], ports: [], activePort: nil,
            monitorOf: nil)
    }
}

import Checklist
import StudioModel
import Testing

/// A camera too many is a finding of its own.
@Suite struct ExtraTests {
    private static let rules = [
        rule("camera.extra", warn: level(["camera.extra": "== true"]), check: false),
        rule("camera.removed", fail: level(["camera.present": "== false"])),
    ]

    private static func camera(_ name: String, _ match: [String: Value]) -> WatchedSubject {
        WatchedSubject(subject: subject("camera/\(name)"), match: match)
    }

    private static func device(_ serial: String?, _ port: String, _ make: String = "046d:0825")
        -> PluggedDevice
    {
        var identity = ["bus-path": port, "vendor-product": make, "node": "/dev/video9"]
        identity["serial"] = serial
        return PluggedDevice(family: "camera", name: "Lab Cam", identity: identity)
    }

    private static func extras(_ cameras: [WatchedSubject], _ devices: [PluggedDevice]) -> [String] {
        Checklist(studio: studio(rules, cameras)).extras(devices).compactMap { $0.reason.en }
    }

    @Test func `a camera that no subject answers for is extra, and said with its port`() throws {
        let list = Checklist(studio: studio(Self.rules, [Self.camera("host", ["serial": "A1"])]))
        let found = list.extras([Self.device("A1", "usb-1"), Self.device("B2", "usb-2")])
        let extra = try #require(found.first)
        #expect(found.count == 1)
        #expect(extra.id == "camera.extra" && extra.verdict == .warn)
        #expect(extra.subject == subject("camera/lab-cam-usb-2"))
        #expect(
            extra.reason == LocalizedText("“Lab Cam, usb-2” is not in the profile", "“Lab Cam, usb-2”不在配置中"))
        #expect(extra.advice?.en == "camera.extra advice")
    }

    @Test func `a camera that moved or was swapped is not extra`() {
        let pair = [
            Self.camera("one", ["bus-path": "usb-1", "vendor-product": "046d:0825"]),
            Self.camera("two", ["serial": "B2", "bus-path": "usb-2"]),
        ]
        #expect(Self.extras(pair, [Self.device(nil, "usb-7"), Self.device("B2", "usb-1")]) == [])
        #expect(Self.extras(pair, [Self.device(nil, "usb-1"), Self.device("B2", "usb-2")]) == [])
        #expect(Self.extras([Self.camera("any", [:])], [Self.device(nil, "usb-1")]) == [])
        #expect(
            Self.extras([Self.camera("node", ["node": "/dev/video9"])], [Self.device(nil, "usb-1")]) == [])
    }

    @Test func `a stranger on the port of a camera with a serial is extra`() {
        let one = [Self.camera("one", ["serial": "A1", "bus-path": "usb-1"])]
        #expect(Self.extras(one, [Self.device("Z9", "usb-1")]) == ["“Lab Cam, usb-1” is not in the profile"])
    }

    @Test func `twins are counted: two in the profile, three plugged in`() {
        let twins = ["usb-1", "usb-2"].map {
            Self.camera($0, ["bus-path": .text($0), "vendor-product": "046d:0825"])
        }
        let plugged = ["usb-1", "usb-2", "usb-3"].map { Self.device(nil, $0) }
        #expect(Self.extras(twins, plugged) == ["“Lab Cam, usb-3” is not in the profile"])
    }

    @Test func `a studio without cameras has no camera too many, nor one that left the rule out`() {
        #expect(Self.extras([WatchedSubject(subject: subject("host/pc"))], [Self.device(nil, "usb-1")]) == [])
        let bare = Checklist(studio: studio([], [Self.camera("host", ["serial": "A1"])]))
        #expect(bare.extras([Self.device("B2", "usb-1")]).isEmpty)
    }

    @Test func `an extra camera can be waived and counts in the verdict`() {
        let list = Checklist(studio: studio(Self.rules, [Self.camera("host", ["serial": "A1"])]))
        let present = Measurements([reading("camera/host", "camera.present", .flag(true))])
        let plugged = [Self.device("A1", "usb-1"), Self.device("B2", "usb-2")]
        #expect(CheckVerdict(list.findings(present, plugged: plugged, now: wall("12:00"))).verdict == .warn)
        let waiver = Waiver(by: "Lin", until: wall("20:00"))
        let waived = list.findings(
            present, plugged: plugged, waivers: ["camera.extra": waiver], now: wall("12:00"))
        #expect(CheckVerdict(waived).waived == 1)
    }
}

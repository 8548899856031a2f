import CameraTestSupport
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls
import Testing
import Video4Linux
import onair_probe_camera

/// Moved, swapped, twin, missing: four different findings; and the virtual camera that nobody feeds.
@Suite struct PlaceTests {
    private let tree: StudioTree
    private let driver = PlayedDriver()

    init() throws { tree = try StudioTree() }

    private func plug(_ port: String, _ number: Int, serial: String?) throws {
        try tree.plugUSBCamera(video: number, port: port, serial: serial)
        driver.plug("\(tree.root)/dev/video\(number)")
        var metadata = PlayedDriver.Camera()
        metadata.refusals["open"] = .invalidArgument
        driver.plug("\(tree.root)/dev/video\(number + 1)", metadata)
    }

    private func look(_ match: [String: Value]) throws -> RecordedOutlet {
        let probe = CameraProbe(roots: tree.roots, door: driver, clock: { [driver] in driver.now })
        let outlet = RecordedOutlet(driver, .passive, .inspect, seconds: 5)
        let subject = try #require(Subject(rawValue: "camera/host"))
        probe.session(SubjectConfiguration(subject: subject, match: match)).run(to: outlet)
        return outlet
    }

    private func port(_ chain: String) -> Value { .text("usb-0000:00:14.0-\(chain)") }

    @Test func `a camera at another port is moved, not swapped`() throws {
        try plug("4", 0, serial: "A")
        let said = try look(["serial": "A", "bus-path": port("3")])
        #expect(said.last("camera.moved") == .flag(true) && said.last("camera.swapped") == .flag(false))
    }

    @Test func `a camera whose port holds another one is swapped, and the other is named`() throws {
        try plug("3", 0, serial: "B")
        try plug("4", 2, serial: "A")
        let said = try look(["serial": "A", "bus-path": port("3")])
        #expect(said.last("camera.swapped") == .flag(true))
        #expect(
            said.last("camera.swapped.other") == .text("LabCorp Lab Cam at usb-0000:00:14.0-3, serial B"))
    }

    @Test func `a missing camera is missing, whatever else is plugged in`() throws {
        try plug("3", 0, serial: "B")
        let said = try look(["serial": "A", "bus-path": port("3")])
        #expect(said.last("camera.present") == .flag(false))
    }

    @Test func `twins without serial are ambiguous until the profile names the port`() throws {
        try plug("3", 0, serial: nil)
        try plug("4", 2, serial: nil)
        let unclear = try look(["vendor-product": "046d:0825"])
        #expect(unclear.last("camera.twin") == .flag(true))
        #expect(unclear.last("camera.present")?.reason?.contains("cannot be told apart") == true)
        let bound = try look(["vendor-product": "046d:0825", "bus-path": port("4")])
        #expect(bound.last("camera.twin") == .flag(false))
        #expect(bound.last("camera.match") == .text("bus-path"))
    }

    @Test func `a like camera on the port of another subject is not ours`() throws {
        try plug("4", 0, serial: nil)
        var match: [String: Value] = ["vendor-product": "046d:0825", "bus-path": port("3")]
        #expect(try look(match).last("camera.moved") == .flag(true))
        match["other-bus-paths"] = port("4")
        #expect(try look(match).last("camera.present") == .flag(false))
    }

    @Test func `a virtual camera without a producer is there, and has none`() throws {
        try tree.node("video7", title: "Dummy video device", index: 0, device: nil)
        var camera = PlayedDriver.Camera()
        camera.capability = Capability(
            driver: "v4l2 loopback", card: "OBS Virtual Camera", bus: "platform:v4l2loopback-000",
            flags: Capability.videoOutput | Capability.streaming)
        driver.plug("\(tree.root)/dev/video7", camera)
        let said = try look(["name": "OBS Virtual Camera"])
        #expect(said.last("camera.present") == .flag(true))
        #expect(said.last("camera.access") == .text("no-producer"))
        #expect(said.last("camera.fps.delivered") == .absent("no program feeds this virtual camera"))
        camera.capability.driver = "vivid"
        driver.plug("\(tree.root)/dev/video7", camera)
        #expect(try look(["name": "OBS Virtual Camera"]).last("camera.present") == .flag(false))
    }
}

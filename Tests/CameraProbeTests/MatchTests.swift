import CameraTestSupport
import ProbeKit
import ProbeProtocol
import StudioModel
import Testing
import Video4Linux
import onair_probe_camera

@Suite struct MatchTests {
    private func camera(_ port: String, serial: String? = nil, id: String = "046d:0825", node: Int = 0)
        -> Camera
    {
        let video = VideoNode(
            name: "video\(node)", path: "/dev/video\(node)", title: "Cam", index: 0, device: "")
        return Camera(
            node: video, nodes: [video],
            identity: CameraIdentity(
                serial: serial, busPath: "usb-0000:00:14.0-\(port)", vendorProduct: id,
                node: "video\(node)"))
    }

    private func found(_ match: [String: Value], _ cameras: Camera...) -> String {
        switch CameraMatch(match).find(in: cameras) {
        case .found(let camera, let key, let moved):
            "\(camera.identity.node.suffix(1)) by \(key)\(moved ? ", moved" : "")"
        case .missing(let reason), .ambiguous(let reason): reason
        }
    }

    @Test func `the serial wins over the port`() {
        let match: [String: Value] = [
            "serial": "A", "bus-path": "usb-0000:00:14.0-3", "vendor-product": "046d:0825",
        ]
        let other = camera("3", serial: "B", node: 1)
        #expect(found(match, camera("3", serial: "A"), camera("4", serial: "B", node: 1)) == "0 by serial")
        #expect(found(match, camera("4", serial: "A"), other) == "0 by serial, moved")
        #expect(found(match, other).hasPrefix("no camera with bus-path usb-0000:00:14.0-3, serial A"))
    }

    @Test func `one serial on two cameras is settled by the port`() {
        let twins = (camera("3", serial: "0001"), camera("4", serial: "0001", node: 1))
        #expect(
            found(["serial": "0001", "bus-path": "usb-0000:00:14.0-4"], twins.0, twins.1) == "1 by serial")
        #expect(found(["serial": "0001"], twins.0, twins.1).contains("cannot be told apart"))
    }

    @Test func `twins are ambiguous by product and settled by the port`() {
        let twins = (camera("3"), camera("4", node: 1))
        #expect(
            found(["vendor-product": "046d:0825"], twins.0, twins.1)
                == "2 cameras fit and cannot be told apart: name the port in the profile, bus-path usb-0000:00:14.0-3 or usb-0000:00:14.0-4"
        )
        #expect(found(["bus-path": "usb-0000:00:14.0-4"], twins.0, twins.1) == "1 by bus-path")
    }

    @Test func `the known product on another port is moved, another product on the port is not it`() {
        let match: [String: Value] = ["bus-path": "usb-0000:00:14.0-3", "vendor-product": "046D:0825"]
        #expect(found(match, camera("3")) == "0 by bus-path")
        #expect(found(match, camera("7")) == "0 by vendor-product, moved")
        #expect(found(match, camera("3", id: "1234:5678")).hasPrefix("no camera with"))
    }

    @Test(arguments: ["/dev/video2", "video2"])
    func `the node serves when nothing better is known`(node: String) {
        #expect(found(["node": .text(node)], camera("3", node: 1), camera("4", node: 2)) == "2 by node")
    }

    @Test func `a name serves too, and a key nobody knows fits no camera`() {
        #expect(found(["name": "cam"], camera("3")) == "0 by name")
        #expect(found(["name": "other"], camera("3")).hasPrefix("no camera with name other"))
        #expect(found(["colour": "red"], camera("3")).hasPrefix("no camera with colour red"))
    }

    @Test func `a profile that names nothing fits the only camera`() {
        #expect(found([:], camera("3")) == "0 by only")
        #expect(found([:], camera("3"), camera("4", node: 1)).contains("cannot be told apart"))
        #expect(found([:]) == "no camera: none is plugged in")
    }

    @Test func `an ambiguous camera is neither present nor absent`() throws {
        let studio = try PlayedStudio()
        try studio.tree.plugUSBCamera(video: 2, port: "4", serial: "A1B2")
        studio.driver.plug("\(studio.tree.root)/dev/video2")
        let said = try studio.run(.active, .inspect, seconds: 5)
        let reason = try #require(said.last("camera.present")?.reason)
        #expect(said.last("camera.present") == .failed(reason))
        #expect(said.last("picture.black") == .failed(reason))
    }

    @Test func `the devices of a studio are told with what recognises them`() throws {
        let studio = try PlayedStudio()
        try studio.tree.process(812, "obs", open: ["/dev/video0"])
        let device = try #require(studio.probe.discover().first)
        #expect(
            device.identity == [
                "serial": "A1B2", "bus-path": "usb-0000:00:14.0-3", "vendor-product": "046d:0825",
                "node": "video0",
            ])
        #expect(device.name == "LabCorp Lab Cam")
        #expect(device.state == .text("busy: open by obs (pid 812)"))
        #expect(device.facts["modes"] == "YUYV 1280x720 at 30 Hz")
        #expect(device.facts["fps"] == 30)
        #expect(device.facts["format"] == "YUYV 64x36")
        #expect(device.facts["twin"] == false)
        #expect(studio.driver.leaks == 0)
    }
}

import CameraTestSupport
import SystemCalls
import Testing
import Video4Linux

@Suite struct CameraDirectoryTests {
    private let tree: StudioTree
    private let driver = PlayedDriver()

    init() throws { tree = try StudioTree() }

    private func cameras() -> [Camera] { CameraDirectory(tree.roots, through: driver).cameras() }

    /// Gives the nodes a driver: a picture node answers, a metadata node is refused as libv4l2 refuses it.
    private func drive(picture: [Int], metadata: [Int] = []) {
        for number in picture { driver.plug("\(tree.root)/dev/video\(number)") }
        for number in metadata {
            var node = PlayedDriver.Camera()
            node.refusals["open"] = .invalidArgument
            driver.plug("\(tree.root)/dev/video\(number)", node)
        }
    }

    @Test func `a computer without cameras has none, with or without the video subsystem`() throws {
        #expect(cameras().isEmpty)
        #expect(CameraDirectory(Roots(below: "/nonexistent"), through: driver).cameras().isEmpty)
    }

    @Test func `two USB cameras with metadata nodes are two cameras`() throws {
        try tree.plugUSBCamera(video: 0, port: "3", serial: "A1B2", name: "Brio")
        try tree.plugUSBCamera(video: 2, port: "4.1", product: "0826", serial: "C3D4", name: "C920")
        try tree.link("dev/v4l/by-id/usb-LabCorp_Brio_A1B2-video-index0", to: "../../video0")
        drive(picture: [0, 2], metadata: [1, 3])
        let found = cameras()
        #expect(found.map(\.name) == ["LabCorp Brio", "LabCorp C920"])
        #expect(found.map(\.nodes.count) == [2, 2])
        #expect(
            found.first?.identity
                == CameraIdentity(
                    serial: "A1B2", busPath: "usb-0000:00:14.0-3", vendorProduct: "046d:0825",
                    node: "video0",
                    byID: "usb-LabCorp_Brio_A1B2-video-index0"))
        #expect(found.last?.identity.busPath == "usb-0000:00:14.0-4.1")
        #expect(found.last?.usb?.speed == 480)
        #expect(driver.leaks == 0)
    }

    @Test func `twins without serial differ by their port only`() throws {
        try tree.plugUSBCamera(video: 0, port: "2")
        try tree.plugUSBCamera(video: 2, port: "3")
        drive(picture: [0, 2], metadata: [1, 3])
        let identities = cameras().map(\.identity)
        #expect(identities.map(\.serial) == [nil, nil])
        #expect(identities.map(\.vendorProduct) == ["046d:0825", "046d:0825"])
        #expect(identities.map(\.busPath) == ["usb-0000:00:14.0-2", "usb-0000:00:14.0-3"])
    }

    @Test func `vivid's cameras are told apart though they share one device`() throws {
        try tree.loadVivid(video: 10, instance: 0)
        try tree.loadVivid(video: 11, instance: 1)
        for instance in 0...1 {
            var camera = PlayedDriver.Camera()
            camera.capability.bus = "platform:vivid-00\(instance)"
            driver.plug("\(tree.root)/dev/video\(10 + instance)", camera)
        }
        #expect(cameras().map(\.identity.busPath) == ["platform:vivid-000", "platform:vivid-001"])
        #expect(cameras().map(\.identity.node) == ["video10", "video11"])
    }

    @Test(arguments: [
        Capability.videoOutput, Capability.metadataCapture,
        Capability.memoryToMemory | Capability.videoCapture, 0,
    ])
    func `outputs, metadata and converters are no cameras`(flags: UInt32) throws {
        try tree.node("video0", title: "thing", index: 0, device: "sys/devices/platform/thing")
        var node = PlayedDriver.Camera()
        node.capability.flags = flags
        driver.plug("\(tree.root)/dev/video0", node)
        #expect(cameras().isEmpty)
    }

    @Test func `the picture node is found though its number is not the first`() throws {
        try tree.plugUSBCamera(video: 0, port: "3")
        // Some cameras have a second picture stream behind the metadata node.
        try tree.node(
            "video64", title: "Lab Cam: H.264", index: 2,
            device: "sys/devices/pci0000:00/0000:00:14.0/usb1/1-3/1-3:1.0")
        drive(picture: [64], metadata: [0, 1])
        #expect(cameras().map(\.node.name) == ["video64"])
        #expect(cameras().first?.nodes.count == 3)
    }

    @Test(arguments: [(Errno.accessDenied, VideoTrouble.denied), (Errno.busy, VideoTrouble.busy)])
    func `a camera that may not be opened is still a camera, with the reason`(
        errno: Errno, trouble: VideoTrouble
    ) throws {
        try tree.plugUSBCamera(video: 0, port: "3", serial: "A1B2")
        var node = PlayedDriver.Camera()
        node.refusals["open"] = errno
        driver.plug("\(tree.root)/dev/video0", node)
        driver.plug("\(tree.root)/dev/video1", node)
        #expect(cameras().map(\.trouble) == [trouble])
        #expect(cameras().first?.identity.serial == "A1B2")
    }

    @Test func `a camera on its way out is not there`() throws {
        try tree.plugUSBCamera(video: 0, port: "3")
        #expect(cameras().isEmpty)
    }

    @Test func `nodes come in the order of their numbers`() throws {
        for number in [10, 2, 0] {
            try tree.node("video\(number)", title: "n", index: 0, device: "sys/devices/platform/d\(number)")
        }
        #expect(VideoNode.all(tree.roots).map(\.name) == ["video0", "video2", "video10"])
    }
}

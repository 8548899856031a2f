import CameraTestSupport
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls
import Testing
import Video4Linux
import onair_probe_camera

/// The USB link of a camera, its driver, and what the kernel wrote of it.
@Suite struct LinkTests {
    private let device = "sys/devices/pci0000:00/0000:00:14.0/usb1/1-3"

    private func studio(_ change: (StudioTree) throws -> Void = { _ in }) throws -> PlayedStudio {
        let studio = try PlayedStudio()
        try change(studio.tree)
        return studio
    }

    private func look(_ studio: PlayedStudio) throws -> RecordedOutlet {
        try studio.run(.passive, .inspect, seconds: 5)
    }

    @Test(arguments: [("480", " 2.10", true), ("480", " 2.00", false), ("5000", " 3.20", false)])
    func `a SuperSpeed camera on a USB 2 path is told by its version`(
        speed: String, version: String, slowed: Bool
    ) throws {
        let said = try look(
            studio { tree in
                try tree.write(device + "/speed", speed)
                try tree.write(device + "/version", version)
            })
        #expect(said.last("camera.usb.slowed") == .flag(slowed))
        #expect(said.last("camera.usb.speed") == .number(try #require(Double(speed))))
    }

    @Test func `the need of a raw picture is held against the link`() throws {
        var camera = PlayedDriver.Camera()
        camera.settings.format = PictureFormat(
            width: 1280, height: 720, pixels: .yuyv, bytesPerRow: 2560, sizeOfImage: 1_843_200)
        let said = try look(try PlayedStudio(camera))
        // 1280 x 720 x 2 x 30, over 3 x 1024 x 8000.
        #expect(said.last("camera.usb.need") == .number(55.296))
        #expect(said.last("camera.usb.need-ratio") == .number(2.25))
    }

    @Test func `a bulk camera has more of the bus than an isochronous one`() throws {
        let said = try look(
            studio { tree in
                let interface = device + "/1-3:1.1"
                try tree.write(interface + "/bInterfaceClass", "0e")
                try tree.write(interface + "/bInterfaceSubClass", "02")
                try tree.write(interface + "/ep_82/type", "Bulk")
            })
        // 64 x 36 x 2 x 30, over 13 x 512 x 8000.
        #expect(said.last("camera.usb.need-ratio") == .number(138_240 / 53_248_000))
    }

    @Test func `a compressed picture's need is counted while it streams`() throws {
        var camera = PlayedDriver.Camera()
        camera.settings.format.pixels = .mjpg
        camera.frame = { PlayedDriver.Frame(sequence: UInt32($0), bytes: 4000) }
        let said = try PlayedStudio(camera).run(seconds: 6)
        let need = try #require(said.last("camera.usb.need")?.value?.number)
        #expect(abs(need - 0.12) < 0.003)
    }

    @Test func `autosuspend and the nodrop parameter are read`() throws {
        let said = try look(
            studio { tree in
                try tree.write(device + "/power/control", "auto")
                try tree.write("sys/module/uvcvideo/parameters/nodrop", "0")
            })
        #expect(said.last("camera.usb.autosuspend") == .flag(true))
        #expect(said.last("camera.driver.nodrop") == .flag(false))
        #expect(try look(studio()).last("camera.driver.nodrop")?.value == nil)
    }

    private static let log = """
        6,900,20000000,-;usb 1-3: USB disconnect, device number 4
         SUBSYSTEM=usb
         DEVICE=c189:3
        6,901,990000000,-;usb 1-3: reset high-speed USB device number 5 using xhci_hcd
         SUBSYSTEM=usb
         DEVICE=+usb:1-3
        3,902,991000000,-;uvcvideo 1-3:1.1: Failed to submit URB 0 (-28).
        3,903,992000000,-;usb 1-3.1: USB disconnect, device number 7
        3,904,993000000,-;usb usb1-port3: over-current condition
        no record at all
        6,905,994000000,-;wlan0: associated
        3,906,995000000,-;uvcvideo: Non-zero status (-71) in video completion handler.
        """

    @Test func `only lines of this camera's device and port of the last quarter hour count`() throws {
        // The played clock stands at 1000 s: the first line is older than 15 min.
        let said = try look(studio { try $0.write("dev/kmsg", Self.log) })
        #expect(said.last("camera.kernel.failures") == .number(2))
        #expect(said.last("camera.kernel.warnings") == .number(2))
        #expect(said.last("camera.kernel.last") == .text("usb usb1-port3: over-current condition"))
    }

    @Test func `a log that is not there is not called clean`() throws {
        #expect(try look(studio()).last("camera.kernel.failures")?.value == nil)
    }

    @Test func `a camera that is on no USB has neither link nor lines`() throws {
        let tree = try StudioTree()
        try tree.loadVivid(video: 0, instance: 0)
        let driver = PlayedDriver()
        driver.plug("\(tree.root)/dev/video0")
        let probe = CameraProbe(roots: tree.roots, door: driver, clock: { driver.now })
        let outlet = RecordedOutlet(driver, .passive, .inspect, seconds: 5)
        let subject = try #require(Subject(rawValue: "camera/host"))
        probe.session(.init(subject: subject)).run(to: outlet)
        #expect(outlet.last("camera.usb.speed") == .unsupported("it is no USB camera"))
        #expect(outlet.last("camera.kernel.failures")?.value == nil)
    }
}

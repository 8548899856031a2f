import CameraTestSupport
import Glibc
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls
import Testing
import Video4Linux

@Suite struct AccessTests {
    /// Calls that could disturb whoever streams.
    private static let disturbing: Set = [
        "VIDIOC_S_FMT", "VIDIOC_S_PARM", "VIDIOC_REQBUFS", "VIDIOC_REQBUFS 0", "VIDIOC_STREAMON",
        "VIDIOC_STREAMOFF", "VIDIOC_S_CTRL",
    ]

    @Test(arguments: [Purpose.inspect, .watch])
    func `passive mode makes no call that could disturb a broadcast`(purpose: Purpose) throws {
        let studio = try PlayedStudio()
        let said = try studio.run(
            .passive, purpose, seconds: 20, expect: ["width": 1280, "height": 720, "fps": 25])
        #expect(Set(studio.driver.calls).isDisjoint(with: Self.disturbing))
        #expect(said.last("camera.access") == .text("free"))
        #expect(said.last("camera.format") == .text("YUYV 64x36"))
        #expect(said.last("camera.fps.nominal") == .number(30))
        #expect(said.last("camera.format.agreed") == .flag(false))
        #expect(said.last("camera.fps.delivered") == .absent("not measured in passive mode"))
        #expect(studio.driver.leaks == 0)
    }

    @Test func `passive mode touches nothing while another program streams, and reads all the same`() throws {
        let studio = try PlayedStudio()
        try studio.tree.process(812, "obs", open: ["/dev/video0"])
        try studio.tree.write("proc/812/maps", "7f00-7f10 rw-s 00000000 00:05 123   /dev/video0")
        let said = try studio.run(.passive, seconds: 20, expect: ["control.brightness": 1])
        #expect(Set(studio.driver.calls).isDisjoint(with: Self.disturbing))
        #expect(said.last("camera.holder") == .text("used by obs (pid 812)"))
        #expect(said.last("camera.format") == .text("YUYV 64x36"))
        #expect(said.last("camera.usb.speed") == .number(480))
        #expect(said.last("camera.controls.drift")?.value != nil)
    }

    @Test func `passive mode follows who holds the camera`() throws {
        let studio = try PlayedStudio()
        studio.driver.after(7) { [studio] _ in
            #expect(throws: Never.self) { try studio.tree.process(812, "obs", open: ["/dev/video0"]) }
        }
        let start = studio.driver.now
        let said = try studio.run(.passive, seconds: 20)
        let after = try #require(said.first("camera.access", .text("busy"), since: start))
        #expect(after >= 7 && after <= 12.1)
        #expect(said.last("camera.holder") == .text("open by obs (pid 812)"))
        #expect(said.last("picture.black") == .absent("not measured in passive mode, open by obs (pid 812)"))
    }

    @Test func `an active probe leaves a camera alone that another program has open`() throws {
        let studio = try PlayedStudio()
        try studio.tree.process(123, "ffmpeg", open: ["/dev/video0"])
        let said = try studio.run(seconds: 5)
        #expect(Set(studio.driver.calls).isDisjoint(with: Self.disturbing))
        #expect(said.last("camera.access") == .text("busy"))
        #expect(said.last("camera.holder") == .text("open by ffmpeg (pid 123)"))
        #expect(said.last("camera.fps.delivered") == .absent("open by ffmpeg (pid 123)"))
        #expect(said.last("camera.format") == .text("YUYV 64x36"))
    }

    @Test func `a holder of its metadata node holds the camera`() throws {
        let studio = try PlayedStudio()
        try studio.tree.process(123, "v4l2-ctl", open: ["/dev/video1"])
        #expect(try studio.run(seconds: 3).last("camera.access") == .text("busy"))
    }

    @Test func `a program that only looks at the camera for a moment does not hold it`() throws {
        let studio = try PlayedStudio()
        // As udev's v4l_id at a fresh node, or another probe that searches for its own camera.
        try studio.tree.process(123, "onair-probe-cam", open: ["/dev/video0"])
        studio.driver.after(0.4) { [studio] _ in #expect(throws: Never.self) { try studio.tree.end(123) } }
        let start = studio.driver.now
        let said = try studio.run(.active, .inspect, seconds: 20)
        #expect(said.first("camera.access", .text("busy"), since: start) == nil)
        #expect(said.last("camera.access") == .text("free"))
    }

    @Test(arguments: [false, true])
    func `a passive look does not wait for another probe that only looks, and names one that streams`(
        streams: Bool
    ) throws {
        let studio = try PlayedStudio()
        try studio.tree.process(Int(getpid()), "onair-probe-cam")
        try studio.tree.process(123, "onair-probe-cam", open: ["/dev/video0"])
        if streams {
            try studio.tree.write("proc/123/maps", "7f00-7f10 rw-s 00000000 00:05 123   /dev/video0")
        }
        let start = studio.driver.now
        let said = try studio.run(.passive, .inspect, seconds: 20)
        #expect(said.last("camera.access") == .text(streams ? "busy" : "free"))
        #expect(
            said.last("camera.holder")
                == (streams ? .text("used by onair-probe-cam (pid 123)") : .absent("nobody has it open")))
        #expect(streams || studio.driver.now.seconds(since: start) < 0.25)
    }

    @Test func `a media daemon that has it open is no reason to stay away`() throws {
        let studio = try PlayedStudio()
        try studio.tree.process(123, "wireplumber", open: ["/dev/video0"])
        let said = try studio.run(seconds: 4)
        #expect(said.last("camera.access") == .text("free"))
        #expect(said.last("camera.holder") == .text("open by wireplumber (pid 123)"))
        #expect(said.last("camera.frames.lost") == .number(0))
    }

    @Test(arguments: ["open", "VIDIOC_S_FMT", "VIDIOC_REQBUFS", "VIDIOC_STREAMON"])
    func `a refusal as busy is busy, and a hidden holder is not called nobody`(call: String) throws {
        var camera = PlayedDriver.Camera()
        camera.refusals[call] = .busy
        let studio = try PlayedStudio(camera)
        let said = try studio.run(seconds: 5)
        #expect(said.last("camera.present") == .flag(true))
        #expect(said.last("camera.access") == .text("busy"))
        #expect(said.last("camera.fps.delivered")?.reason?.hasPrefix("used by another program") == true)
        #expect(studio.driver.leaks == 0)
    }

    @Test func `a camera that becomes free is taken within three seconds`() throws {
        let studio = try PlayedStudio()
        try studio.tree.process(123, "ffmpeg", open: ["/dev/video0"])
        studio.driver.after(5) { [studio] _ in #expect(throws: Never.self) { try studio.tree.end(123) } }
        let start = studio.driver.now
        let said = try studio.run(seconds: 15)
        let free = try #require(said.first("camera.access", .text("free"), since: start))
        #expect(free >= 5 && free <= 8)
        #expect(said.last("camera.fps.delivered")?.value != nil)
    }

    @Test func `a user without the right is told the group that has it`() throws {
        var camera = PlayedDriver.Camera()
        camera.refusals["open"] = .accessDenied
        let said = try PlayedStudio(camera).run(seconds: 5)
        #expect(said.last("camera.present") == .flag(true))
        #expect(said.last("camera.access") == .text("denied"))
        let reason = try #require(said.last("camera.fps.delivered")?.reason)
        #expect(reason.contains("add this user to the group video"))
        #expect(said.last("camera.fps.delivered") == .denied(reason))
    }

    @Test func `a fresh node that has no group yet is not called denied`() throws {
        var camera = PlayedDriver.Camera()
        camera.refusals["open"] = .accessDenied
        let studio = try PlayedStudio(camera)
        studio.driver.after(0.6) { [studio] in $0.change(studio.node) { $0.refusals = [:] } }
        let start = studio.driver.now
        let said = try studio.run(seconds: 5)
        #expect(said.first("camera.access", .text("denied"), since: start) == nil)
        #expect(said.last("camera.access") == .text("free"))
    }

    @Test func `a multi-planar camera is said to be unsupported, not broken`() throws {
        var camera = PlayedDriver.Camera()
        camera.capability.flags = Capability.planarCapture | Capability.streaming
        let said = try PlayedStudio(camera).run(.active, .inspect, seconds: 5)
        #expect(said.last("camera.fps.delivered") == .unsupported("a multi-planar camera is not read yet"))
    }

    @Test(arguments: [
        (UInt32(0), Outcome.flag(true)), (2, .flag(false)), (1, .flag(false)), (0x100, .flag(true)),
    ])
    func `an HDMI input tells whether it has a signal`(flags: UInt32, outcome: Outcome) throws {
        var camera = PlayedDriver.Camera()
        camera.input = InputStatus(name: "HDMI 0", flags: flags, hasTimings: true)
        #expect(
            try PlayedStudio(camera).run(.passive, .inspect, seconds: 5).last("camera.hdmi.signal") == outcome
        )
    }
}

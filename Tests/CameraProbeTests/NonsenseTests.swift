import CameraTestSupport
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls
import Testing
import Video4Linux
import onair_probe_camera

/// Drivers that lie, and devices that go between two calls: each is a finding, none a crash.
@Suite struct NonsenseTests {
    @Test(arguments: [(0, 0), (0, 720), (4_294_967_295, 4_294_967_295), (1280, 99_999)])
    func `a picture size that cannot be is said`(width: Int, height: Int) throws {
        var camera = PlayedDriver.Camera()
        camera.settings.format.width = width
        camera.settings.format.height = height
        let said = try PlayedStudio(camera).run(.active, .inspect, seconds: 5)
        let reason = "its driver speaks of a picture of \(width)x\(height)"
        #expect(said.last("camera.format") == .failed(reason))
        #expect(said.last("camera.fps.delivered") == .failed(reason))
    }

    @Test(arguments: [(nil, 0), (nil, -1), (nil, 1 << 40), (0, nil)] as [(Int?, Int?)])
    func `buffers that cannot be are refused, and nothing is left open`(granted: Int?, length: Int?) throws {
        var camera = PlayedDriver.Camera()
        camera.granted = granted
        camera.bufferLength = length
        let studio = try PlayedStudio(camera)
        let said = try studio.run(.active, .inspect, seconds: 5)
        #expect(said.last("camera.fps.delivered")?.reason != nil)
        #expect(said.last("camera.present") == .flag(true))
        #expect(studio.driver.leaks == 0)
    }

    @Test func `more buffers than V4L2 knows are not believed`() throws {
        var camera = PlayedDriver.Camera()
        camera.granted = 4_000_000_000
        let studio = try PlayedStudio(camera)
        #expect(try studio.run(seconds: 4).last("camera.fps.delivered")?.value != nil)
        #expect(studio.driver.calls.count { $0 == "v4l2_munmap" } == 32)
    }

    @Test(
        arguments: [
            .stepwise(
                widths: StrideRange(0, 4_294_967_295, step: 0),
                heights: StrideRange(0, 4_294_967_295, step: 0)),
            .stepwise(widths: StrideRange(720, 64, step: -3), heights: StrideRange(0, 0, step: 0)),
            .discrete(width: 0, height: 0),
        ] as [OfferedSizes])
    func `size ranges without steps and larger than a word are listed all the same`(sizes: OfferedSizes)
        throws
    {
        var camera = PlayedDriver.Camera()
        camera.sizes = sizes
        let studio = try PlayedStudio(camera)
        let device = try #require(studio.probe.discover().first)
        #expect(device.facts["format"] == "YUYV 64x36")
        #expect(!sizes.contains(width: 65, height: 37) || sizes.contains(width: 65, height: 37))
    }

    @Test(arguments: [(0, 0), (0, 30), (1, 0), (1, 4_294_967_295), (4_294_967_295, 1)] as [(UInt32, UInt32)])
    func `a frame interval that cannot be breaks nothing`(numerator: UInt32, denominator: UInt32) throws {
        var camera = PlayedDriver.Camera()
        camera.settings.interval = FrameInterval(numerator: numerator, denominator: denominator)
        camera.realRate = 30
        let said = try PlayedStudio(camera).run(.active, .inspect, seconds: 8)
        #expect(said.last("camera.total.frames")?.value?.number.map { $0 > 100 } == true)
    }

    @Test(
        arguments: [
            "VIDIOC_G_FMT", "VIDIOC_S_FMT", "VIDIOC_REQBUFS", "VIDIOC_QUERYBUF", "v4l2_mmap", "VIDIOC_QBUF",
            "VIDIOC_STREAMON", "VIDIOC_QUERYCTRL", "VIDIOC_G_CTRL",
        ], [Errno.noSuchDevice, .inputOutput, Errno(71)])
    func `a device that goes or fails between two calls leaves nothing behind`(call: String, errno: Errno)
        throws
    {
        var camera = PlayedDriver.Camera()
        camera.controls = [Control(id: 0x0098_0900, name: "brightness")]
        camera.refusals[call] = errno
        let studio = try PlayedStudio(camera)
        let said = try studio.run(seconds: 4)
        #expect(said.last("camera.present")?.value != nil)
        #expect(studio.driver.leaks == 0)
    }

    @Test func `no bandwidth at the start is an outcome of its own`() throws {
        var camera = PlayedDriver.Camera()
        camera.refusals["VIDIOC_STREAMON"] = .noSpace
        let said = try PlayedStudio(camera).run(.active, .inspect, seconds: 8)
        #expect(said.last("camera.stream.start") == .text("no USB bandwidth"))
        camera.refusals = [:]
        #expect(
            try PlayedStudio(camera).run(.active, .inspect, seconds: 8).last("camera.stream.start")
                == .text("ok"))
    }

    @Test func `a name with control characters is shown without them`() {
        #expect(Control.key("White\u{1B}[31m Balance, Automatic") == "white_31m_balance_automatic")
        #expect(Control.key("\u{0}\u{7}") == "unnamed")
    }
}

import CameraTestSupport
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls
import Testing
import Video4Linux

/// HDMI, SDI and analog inputs.
@Suite struct InputTests {
    private func card(_ flags: UInt32 = 0) -> PlayedDriver.Camera {
        var camera = PlayedDriver.Camera()
        camera.input = InputStatus(name: "HDMI 0", flags: flags, hasTimings: true)
        camera.timings = VideoTimings(width: 1280, height: 720, rate: 60)
        return camera
    }

    private func look(_ camera: PlayedDriver.Camera) throws -> RecordedOutlet {
        try PlayedStudio(camera).run(.passive, .inspect, seconds: 5)
    }

    @Test func `a card that is set to what its source sends is in order`() throws {
        let said = try look(card())
        #expect(said.last("camera.hdmi.state") == .text("ok"))
        #expect(said.last("camera.hdmi.timings") == .text("1280x720p60"))
        #expect(said.last("camera.hdmi.timings.agreed") == .flag(true))
        #expect(said.last("camera.hdmi.lock") == .flag(true))
    }

    @Test(
        arguments: [
            (UInt32(0x1), Errno(67), "no-power", false), (0x2, Errno(67), "no-signal", false),
            (0x100, Errno(37), "unstable", true), (0x100, Errno(34), "unsupported", true),
            (0x10000, Errno(16), "no-sync", true), (0, Errno(67), "no-signal", false),
        ])
    func `each way to lack a picture has its own word`(
        flags: UInt32, errno: Errno, state: String, hasSignal: Bool
    ) throws {
        var camera = card(flags)
        camera.refusals["VIDIOC_QUERY_DV_TIMINGS"] = errno
        let said = try look(camera)
        #expect(said.last("camera.hdmi.state") == .text(state))
        #expect(said.last("camera.hdmi.signal") == .flag(hasSignal))
        #expect(said.last("camera.hdmi.timings.agreed")?.value == nil)
        // A rule asks for a second of it: one look would leave it unknown.
        #expect(said.all("camera.hdmi.state").count == 2)
    }

    @Test func `a source that sends another mode is told beside the one that is set`() throws {
        var camera = card()
        camera.detected = VideoTimings(width: 1920, height: 1080, rate: 25, isInterlaced: true)
        let said = try look(camera)
        #expect(said.last("camera.hdmi.timings") == .text("1920x1080i50"))
        #expect(said.last("camera.hdmi.timings.set") == .text("1280x720p60"))
        #expect(said.last("camera.hdmi.timings.agreed") == .flag(false))
        #expect(said.last("camera.hdmi.state") == .text("ok"))
    }

    @Test func `a mirrored picture is no missing signal`() throws {
        #expect(try look(card(0x10)).last("camera.hdmi.signal") == .flag(true))
    }

    @Test func `an analog input tells its signal, and has no timings`() throws {
        var camera = PlayedDriver.Camera()
        camera.input = InputStatus(name: "S-Video 0", flags: 2, hasTimings: false, hasStandards: true)
        let said = try look(camera)
        #expect(said.last("camera.hdmi.signal") == .flag(false))
        #expect(said.last("camera.hdmi.timings.agreed") == .unsupported("an analog input has no timings"))
    }

    @Test func `a webcam has no input to judge`() throws {
        let reason = Outcome.unsupported("no HDMI, SDI or analog input on this device")
        let said = try look(PlayedDriver.Camera())
        #expect(said.last("camera.hdmi.signal") == reason && said.last("camera.hdmi.state") == reason)
    }

    @Test func `a source that changes while streaming is an event, and read anew at once`() throws {
        let studio = try PlayedStudio(card())
        studio.driver.after(3) { [studio] driver in
            driver.change(studio.node) { camera in
                camera.input.flags = 2
                camera.refusals["VIDIOC_QUERY_DV_TIMINGS"] = Errno(67)
                camera.pendingEvents = [.sourceChanged]
            }
        }
        let start = studio.driver.now
        let said = try studio.run(seconds: 6)
        let event = try #require(said.first(event: "source.changed", since: start))
        let state = try #require(said.first("camera.hdmi.state", .text("no-signal"), since: start))
        #expect((3...3.3).contains(event) && (3...3.3).contains(state))
    }

    @Test(
        arguments: [
            (VideoTimings(width: 1920, height: 1080, rate: 60000 / 1001), "1920x1080p59.94"),
            (VideoTimings(width: 1920, height: 1080, rate: 25, isInterlaced: true), "1920x1080i50"),
            (VideoTimings(width: 720, height: 576, rate: 12.5), "720x576p12.5"),
            (VideoTimings(width: 0, height: 0, rate: nil), "0x0"),
            (VideoTimings(width: 1, height: 1, rate: 1.8e19), "1x1"),
        ])
    func `timings are written as technicians write them`(timings: VideoTimings, words: String) {
        #expect(timings.description == words)
    }
}

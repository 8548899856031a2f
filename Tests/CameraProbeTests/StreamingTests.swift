import CameraTestSupport
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls
import Testing
import Video4Linux

@Suite struct StreamingTests {
    private func number(_ outcome: Outcome?) throws -> Double { try #require(outcome?.value?.number) }

    @Test func `a healthy camera is present, free, whole and at its rate`() throws {
        let said = try PlayedStudio().run(seconds: 8)
        #expect(said.last("camera.present") == .flag(true))
        #expect(said.last("camera.match") == .text("serial"))
        #expect(said.last("camera.access") == .text("free"))
        #expect(said.last("camera.format") == .text("YUYV 64x36"))
        #expect(said.last("camera.format.agreed") == .flag(true))
        #expect(abs(try number(said.last("camera.fps.delivered")) - 30) < 0.1)
        #expect(abs(try number(said.last("camera.fps.delivered-ratio")) - 1) < 0.01)
        #expect(said.last("camera.fps.nominal") == .number(30))
        #expect(said.all("camera.frames.lost").allSatisfy { $0 == .number(0) })
        #expect(said.all("camera.frames.error").allSatisfy { $0 == .number(0) })
        #expect(said.last("picture.frozen") == .flag(false))
        #expect(said.last("picture.black") == .flag(false))
        #expect(said.events.isEmpty)
    }

    @Test func `readings come twice a second`() throws {
        let said = try PlayedStudio().run(seconds: 10)
        #expect((19...22).contains(said.all("camera.frame.age").count))
        #expect((17...20).contains(said.all("picture.luma.mean").count))
    }

    @Test func `the profile's format is asked for and its refusal is said`() throws {
        var camera = PlayedDriver.Camera()
        camera.fixedFormat = camera.settings.format
        let studio = try PlayedStudio(camera)
        let said = try studio.run(
            seconds: 1, expect: ["width": 1280, "height": 720, "format": "MJPG", "fps": 30])
        #expect(said.last("camera.format") == .text("YUYV 64x36"))
        #expect(said.last("camera.format.agreed") == .flag(false))
    }

    @Test(
        arguments: [
            ["width": 128, "height": 72, "format": "YUYV"], ["format": "YUYV 128x72"],
            ["format": "yuy2 128x72"],
        ] as [[String: Value]])
    func `the format may be written with its size, as the camera's reading has it`(
        expect: [String: Value]
    ) throws {
        let said = try PlayedStudio().run(.active, .inspect, seconds: 1, expect: expect)
        #expect(said.last("camera.format") == .text("YUYV 128x72"))
        #expect(said.last("camera.format.agreed") == .flag(true))
    }

    @Test func `a camera that runs slower than asked does not agree`() throws {
        var camera = PlayedDriver.Camera()
        camera.fixedInterval = FrameInterval(numerator: 1, denominator: 15)
        let said = try PlayedStudio(camera).run(seconds: 1, expect: ["fps": 30])
        #expect(said.last("camera.fps.nominal") == .number(15))
        #expect(said.last("camera.format.agreed") == .flag(false))
    }

    @Test func `lost frames are counted, and a counter that wraps from 4294967295 to 0 is not loss`() throws {
        var camera = PlayedDriver.Camera()
        camera.frame = { PlayedDriver.Frame(sequence: UInt32.max - 60 &+ UInt32($0)) }
        #expect(
            try PlayedStudio(camera).run(seconds: 5).all("camera.frames.lost").allSatisfy { $0 == .number(0) }
        )
        camera.frame = { $0 % 5 == 0 ? nil : PlayedDriver.Frame(sequence: UInt32.max - 60 &+ UInt32($0)) }
        let said = try PlayedStudio(camera).run(seconds: 8)
        #expect(said.last("camera.frames.lost") == .number(6))
        #expect(abs(try number(said.last("camera.fps.delivered")) - 24) < 0.3)
        #expect(abs(try number(said.last("camera.fps.sensor")) - 30) < 0.3)
        #expect(said.last("camera.frames.error") == .number(0))
    }

    @Test func `flagged, short and empty frames are errors, not losses`() throws {
        var camera = PlayedDriver.Camera()
        camera.frame = { count in
            let sequence = UInt32(count)
            return switch count % 30 {
            case 1: PlayedDriver.Frame(sequence: sequence, isDamaged: true)
            case 2: PlayedDriver.Frame(sequence: sequence, bytes: 2000)
            case 3: PlayedDriver.Frame(sequence: sequence, bytes: 0)
            default: PlayedDriver.Frame(sequence: sequence)
            }
        }
        let said = try PlayedStudio(camera).run(seconds: 8)
        #expect(said.last("camera.frames.error") == .number(3))
        #expect(said.last("camera.frames.lost") == .number(0))
        #expect(abs(try number(said.last("camera.fps.delivered")) - 27) < 0.3)
    }

    @Test func `a picture that repeats is frozen after two seconds, one that is black is black at once`()
        throws
    {
        var camera = PlayedDriver.Camera()
        camera.frame = { PlayedDriver.Frame(sequence: UInt32($0), fill: $0 < 120 ? nil : 16) }
        let studio = try PlayedStudio(camera)
        let start = studio.driver.now
        let said = try studio.run(seconds: 10)
        let black = try #require(said.first("picture.black", .flag(true), since: start))
        let frozen = try #require(said.first("picture.frozen", .flag(true), since: start))
        #expect((4.0...4.6).contains(black))
        #expect((6.0...6.7).contains(frozen))
        #expect(said.last("picture.luma.mean") == .number(0))
        #expect(said.last("camera.frame.age").flatMap { $0.value?.number }.map { $0 < 0.1 } == true)
    }

    @Test func `a camera that stops without a word shows an ageing frame, no rate and no picture`() throws {
        var camera = PlayedDriver.Camera()
        camera.frame = { $0 < 150 ? PlayedDriver.Frame(sequence: UInt32($0)) : nil }
        let studio = try PlayedStudio(camera)
        let start = studio.driver.now
        let said = try studio.run(seconds: 9)
        let ages = said.all("camera.frame.age").compactMap { $0.value?.number }
        #expect(ages.contains { $0 > 0.25 && $0 < 0.35 })
        #expect(ages.contains { $0 > 3.5 })
        #expect(said.last("picture.frozen").flatMap(\.reason)?.hasPrefix("no frame for") == true)
        #expect(said.first("camera.present", .flag(false), since: start) == nil)
    }

    @Test func `a stalled stream is started anew after five seconds, and the new one's frames count`() throws
    {
        var camera = PlayedDriver.Camera()
        // Every stream gives two seconds of frames and then nothing more.
        camera.frame = { $0 < 60 ? PlayedDriver.Frame(sequence: UInt32($0)) : nil }
        let studio = try PlayedStudio(camera)
        let said = try studio.run(seconds: 16)
        #expect(said.events == ["stream.restarted", "stream.restarted"])
        #expect(studio.driver.calls.count { $0 == "VIDIOC_STREAMON" } == 3)
        let ages = said.all("camera.frame.age").compactMap { $0.value?.number }
        #expect(try #require(ages.max()) < 5.5)
        #expect(try #require(ages.last) < 2)
    }

    @Test func `an age goes on over a restart that brings no frame`() throws {
        var camera = PlayedDriver.Camera()
        camera.frame = { $0 < 60 ? PlayedDriver.Frame(sequence: UInt32($0)) : nil }
        let studio = try PlayedStudio(camera)
        studio.driver.after(5) { [studio] in $0.change(studio.node) { $0.frame = { _ in nil } } }
        let said = try studio.run(seconds: 20)
        #expect(try number(said.last("camera.frame.age")) > 17)
        #expect(said.last("camera.fps.delivered") == .number(0))
        #expect(said.last("camera.first-frame") == .absent("no frame came yet"))
    }

    @Test(arguments: [Errno(71), .inputOutput])
    func `a failed USB transfer ends the stream, and the next one goes on`(errno: Errno) throws {
        var camera = PlayedDriver.Camera()
        camera.frame = { PlayedDriver.Frame(sequence: UInt32($0), error: $0 == 100 ? errno : nil) }
        let studio = try PlayedStudio(camera)
        let said = try studio.run(seconds: 6)
        #expect(
            said.all("camera.frames.error").contains {
                $0.reason?.contains("check its cable and hub") == true
            })
        #expect(said.events.isEmpty)
        #expect(studio.driver.calls.count { $0 == "VIDIOC_STREAMON" } == 2)
        #expect(studio.driver.leaks == 0)
    }

    @Test func `no bandwidth on the bus is said with advice`() throws {
        var camera = PlayedDriver.Camera()
        camera.refusals["VIDIOC_STREAMON"] = .noSpace
        let said = try PlayedStudio(camera).run(seconds: 3)
        #expect(said.last("camera.fps.delivered")?.reason?.contains("no bandwidth left") == true)
        #expect(said.last("camera.present") == .flag(true))
    }

    @Test func `an inspection ends by itself with a rate over five seconds`() throws {
        let studio = try PlayedStudio()
        let start = studio.driver.now
        let said = try studio.run(.active, .inspect, seconds: 30)
        #expect((6.0...7.0).contains(studio.driver.now.seconds(since: start)))
        #expect(abs(try number(said.last("camera.fps.delivered")) - 30) < 0.1)
        #expect(studio.driver.leaks == 0)
    }

    @Test func `an inspection of a camera that sends nothing ends too`() throws {
        var camera = PlayedDriver.Camera()
        camera.frame = { _ in nil }
        let said = try PlayedStudio(camera).run(.active, .inspect, seconds: 30)
        #expect(said.last("camera.fps.delivered") == .number(0))
        #expect(said.last("camera.first-frame") == .absent("no frame came yet"))
        #expect(try number(said.last("camera.frame.age")) > 5)
    }
}

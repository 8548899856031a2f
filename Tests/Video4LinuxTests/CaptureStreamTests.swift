import CameraTestSupport
import SystemCalls
import Testing
import Video4Linux

@Suite struct CaptureStreamTests {
    private let driver = PlayedDriver()

    private func refusal(_ call: String, _ errno: Errno) -> SystemError? {
        var camera = PlayedDriver.Camera()
        camera.refusals[call] = errno
        driver.plug("/dev/video0", camera)
        do throws(SystemError) {
            let stream = try CaptureStream(try Device("/dev/video0", through: driver))
            stream.stop()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a stream gives back everything in order`() throws {
        driver.plug("/dev/video0")
        let stream = try CaptureStream(try Device("/dev/video0", through: driver))
        stream.stop()
        #expect(
            driver.calls.suffix(7) == ["VIDIOC_STREAMOFF"] + Array(repeating: "v4l2_munmap", count: 4)
                + ["VIDIOC_REQBUFS 0", "close"])
        #expect(driver.leaks == 0)
    }

    @Test(arguments: [
        ("open", Errno.accessDenied, VideoTrouble.denied), ("VIDIOC_REQBUFS", .busy, .busy),
        ("VIDIOC_QUERYBUF", .noSuchDevice, .gone), ("v4l2_mmap", .notPermitted, .denied),
        ("VIDIOC_QBUF", .inputOutput, .transfer), ("VIDIOC_STREAMON", .noSpace, .noBandwidth),
    ])
    func `a start that fails halfway gives back everything and says why`(
        call: String, errno: Errno, trouble: VideoTrouble
    ) throws {
        let error = try #require(refusal(call, errno))
        #expect(error.call == call)
        #expect(error.trouble == trouble)
        #expect(driver.leaks == 0)
    }

    @Test func `the camera gets its settings back`() throws {
        var camera = PlayedDriver.Camera()
        camera.settings.interval = FrameInterval(numerator: 1, denominator: 25)
        driver.plug("/dev/video0", camera)
        let before = camera.settings
        let device = try Device("/dev/video0", through: driver)
        var wanted = before.format
        wanted.width = 128
        _ = try device.setFormat(wanted)
        _ = try device.setInterval(FrameInterval(numerator: 1, denominator: 30))
        let stream = try CaptureStream(device, restoring: before)
        stream.stop()
        let again = try Device("/dev/video0", through: driver)
        #expect(try again.format() == before.format)
        #expect(try again.interval() == before.interval)
    }

    @Test func `a frame is handed out once and its buffer given back`() throws {
        driver.plug("/dev/video0")
        let stream = try CaptureStream(try Device("/dev/video0", through: driver), buffers: 2)
        var sequences: [UInt32] = []
        for _ in 0..<20 {
            #expect(stream.wait(orStop: -1, milliseconds: 1000) == .frame)
            let frame = try stream.next { filled, bytes in (filled.sequence, bytes.count) }
            #expect(frame?.1 == 4608)
            if let frame { sequences.append(frame.0) }
            let another = try stream.next { _, _ in true }
            #expect(another == nil)
        }
        #expect(sequences == Array(0..<20))
    }

    @Test func `an unplugged camera ends the stream with no such device`() throws {
        driver.plug("/dev/video0")
        let stream = try CaptureStream(try Device("/dev/video0", through: driver))
        driver.pull("/dev/video0")
        #expect(stream.wait(orStop: -1, milliseconds: 1000).contains(.failure))
        #expect(throws: SystemError(.noSuchDevice, call: "VIDIOC_DQBUF")) {
            _ = try stream.next { _, _ in 0 }
        }
        stream.stop()
        #expect(driver.leaks == 0)
    }

    @Test func `every error of a camera ends in a sentence a person can act on`() {
        #expect(
            SystemError(.noSpace, call: "VIDIOC_STREAMON").cameraSentence
                == "VIDIOC_STREAMON: No space left on device (ENOSPC) — the USB bus has no bandwidth left: use another port or a compressed format"
        )
        #expect(
            SystemError(.busy, call: "VIDIOC_S_FMT").cameraSentence
                == "VIDIOC_S_FMT: Device or resource busy (EBUSY) — another program is using the camera")
    }
}

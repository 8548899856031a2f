import CameraTestSupport
import Foundation
import JPEG
import StudioModel
import Testing
import Video4Linux
import onair_probe_camera

@Suite struct MotionJPEGTests {
    /// A camera of 320 × 180 whose frames are these files, over and over.
    private func camera(_ files: [[UInt8]]) -> PlayedDriver.Camera {
        var camera = PlayedDriver.Camera()
        camera.settings.format = PictureFormat(width: 320, height: 180, pixels: .mjpg, sizeOfImage: 115_200)
        camera.frame = { PlayedDriver.Frame(sequence: UInt32($0), payload: files[$0 % files.count]) }
        return camera
    }

    private func flat(_ code: UInt8) throws -> [UInt8] {
        try PlanarPicture(width: 320, height: 180, luma: [UInt8](repeating: code, count: 320 * 180)).jpeg()
    }

    @Test func `a motion-JPEG picture is as bright as it was, in full range`() throws {
        // Seven pictures, so that no two measured in a row are the same.
        let files = try (0..<7).map { try flat(UInt8(100 + $0)) }
        let said = try PlayedStudio(camera(files)).run(seconds: 4)
        let brightness = try #require(said.last("picture.luma.mean")?.value?.number)
        #expect((0.38...0.43).contains(brightness))
        #expect(said.last("picture.black") == .flag(false))
        #expect(said.last("picture.frozen") == .flag(false))
        #expect(said.last("camera.format") == .text("MJPG 320x180"))
    }

    @Test func `a black and repeating motion-JPEG picture is black and frozen`() throws {
        let said = try PlayedStudio(camera([try flat(10)])).run(seconds: 5)
        #expect(said.last("picture.black") == .flag(true))
        #expect(said.last("picture.frozen") == .flag(true))
        #expect(said.last("camera.frames.error") == .number(0))
    }

    @Test(arguments: [(6.0, 50.0), (0, 0)])
    func `lamps on the mains show in motion JPEG too, and steady ones do not`(codes: Double, mains: Double)
        throws
    {
        // 30 frames a second of light that pulses 100 times: its phase comes back every third frame.
        let files = try (0..<3).map { frame in
            let luma = (0..<180).flatMap { row -> [UInt8] in
                let turns = Double(frame) * 100 / 30 + Double(row) / 180 * 1.2
                return [UInt8](repeating: UInt8((100 + codes * sin(2 * .pi * turns)).rounded()), count: 320)
            }
            return try PlanarPicture(width: 320, height: 180, luma: luma).jpeg(quality: 95)
        }
        let said = try PlayedStudio(camera(files)).run(seconds: 6, expect: ["mains": 50])
        #expect(said.last("picture.flicker.mains") == .number(mains))
        let modulation = try #require(said.last("picture.flicker.modulation")?.value?.number)
        #expect(abs(modulation - codes) < 0.5)
    }

    @Test func `a burst of glances ends with its verdict, or after 12 s, and the next comes 20 s later`() {
        var bursts = GlanceBursts()
        func due(_ times: [Double], _ judgements: Int) -> [Bool] {
            times.map { bursts.isDue(at: $0, judgements: judgements) }
        }
        #expect(due([0, 1, 2], 0) == [true, true, true])
        #expect(due([2.1, 3, 22], 1) == [false, false, false])
        #expect(due([22.2, 30, 34.1], 1) == [true, true, true])
        #expect(due([34.3, 54, 54.4], 1) == [false, false, true])
    }

    @Test func `a frame that is no JPEG is an error, and the others are still measured`() throws {
        let whole = try flat(100)
        let files = (0..<10).map { $0 == 3 ? [UInt8](repeating: 7, count: 900) : whole }
        let said = try PlayedStudio(camera(files)).run(seconds: 5)
        #expect(said.last("camera.frames.error") == .number(3))
        #expect(said.last("picture.luma.mean")?.value != nil)
    }

    @Test func `a frame that begins like a JPEG and is none has no picture, with the reason`() throws {
        let said = try PlayedStudio(camera([[0xFF, 0xD8, 0, 0, 0, 0, 0, 0]])).run(seconds: 5)
        let reason = try #require(said.last("picture.luma.mean")?.reason)
        #expect(said.last("picture.luma.mean") == .failed(reason))
        #expect(reason == "no whole frame: it ends before its picture begins")
    }
}

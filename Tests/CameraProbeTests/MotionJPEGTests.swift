import CameraTestSupport
import JPEG
import StudioModel
import Testing
import Video4Linux

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

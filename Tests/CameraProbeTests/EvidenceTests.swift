import CameraTestSupport
import FoundationEssentials
import JPEG
import ProbeKit
import ProbeProtocol
import StudioModel
import Testing
import Video4Linux
import onair_probe_camera

@Suite struct EvidenceTests {
    /// Full-range grey of a JPEG file, and its size.
    private func decoded(_ file: [UInt8]) throws -> (width: Int, height: Int, codes: [UInt8]) {
        var decoder = try GreyDecoder()
        #expect(try file.withUnsafeBytes { try decoder.decode($0, leastColumns: 10_000) })
        return (decoder.width, decoder.height, decoder.codes)
    }

    @Test(arguments: [
        (FourCC.yuyv, 2.0, [UInt8(125), 128]), (.uyvy, 2, [128, 125]), (.nv12, 1.5, [125]), (.grey, 1, [125]),
    ])
    func `a raw frame becomes a JPEG of its size and brightness`(
        pixels: FourCC, bytesPerPixel: Double, pattern: [UInt8]
    ) throws {
        let count = Int(64 * 36 * bytesPerPixel)
        let bytes = (0..<count).map { pattern[$0 % pattern.count] }
        let format = PictureFormat(width: 64, height: 36, pixels: pixels)
        let picture = try decoded(try Evidence(format: format, bytes: bytes).jpeg())
        #expect(picture.width == 64 && picture.height == 36)
        // Limited 125 is (125 − 16) · 255 / 219 = 126.9 at full range.
        #expect(picture.codes.allSatisfy { abs(Int($0) - 127) <= 2 })
    }

    @Test func `a motion-JPEG frame is the evidence as it is`() throws {
        let format = PictureFormat(width: 64, height: 36, pixels: .mjpg)
        #expect(try Evidence(format: format, bytes: [0xFF, 0xD8, 1, 2]).jpeg() == [0xFF, 0xD8, 1, 2])
    }

    @Test func `a format without a picture is refused with its name`() {
        let evidence = Evidence(
            format: PictureFormat(width: 2, height: 2, pixels: FourCC(rawValue: 0x3342_4752)), bytes: [])
        #expect(throws: JPEGError("its pixel format RGB3 is not handled")) { _ = try evidence.jpeg() }
    }

    @Test(arguments: [("audio/wav", "image/jpeg, with"), ("image/jpeg", "not streaming")])
    func `a capture that cannot be made is refused with the reason`(kind: String, reason: String) throws {
        let subject = try #require(Subject(rawValue: "camera/host"))
        let session = try PlayedStudio().probe.session(SubjectConfiguration(subject: subject))
        let refusal = #expect(throws: Refusal.self) {
            try session.capture(
                CaptureRequest(id: 1, subject: subject, kind: kind, file: "/nonexistent/x.jpg"))
        }
        #expect(refusal?.description.contains(reason) == true)
    }

    @Test func `the last picture is written while the camera streams`() throws {
        let studio = try PlayedStudio()
        let subject = try #require(Subject(rawValue: "camera/host"))
        let session = studio.probe.session(SubjectConfiguration(subject: subject))
        let file = studio.tree.root + "/evidence.jpg"
        studio.driver.after(3) { _ in
            #expect(throws: Never.self) {
                try session.capture(CaptureRequest(id: 1, subject: subject, kind: "image/jpeg", file: file))
            }
        }
        session.run(to: RecordedOutlet(studio.driver, .active, seconds: 5))
        let picture = try decoded(Array(try Data(contentsOf: URL(filePath: file))))
        #expect(picture.width == 64 && picture.height == 36)
    }
}

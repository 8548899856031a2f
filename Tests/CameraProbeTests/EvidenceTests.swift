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
        var decoder = try PlanarDecoder()
        #expect(try file.withUnsafeBytes { try decoder.decode($0) })
        let luma = decoder.bytes.prefix(decoder.width * decoder.height)
        return (decoder.width, decoder.height, Array(luma))
    }

    @Test(arguments: [
        (FourCC.yuyv, 2.0, [UInt8(125), 128]), (.uyvy, 2, [128, 125]), (.nv12, 1.5, [125]),
        (.yu12, 1.5, [125]),
        (.grey, 1, [125]),
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

    @Test func `the last good frame and the bad one are kept apart, and the good one makes the reference`()
        throws
    {
        var camera = PlayedDriver.Camera()
        camera.settings.format = PictureFormat(
            width: 128, height: 72, pixels: .yuyv, bytesPerRow: 256, sizeOfImage: 18432)
        camera.frame = { PlayedDriver.Frame(sequence: UInt32($0), fill: $0 < 60 ? 125 : 16) }
        let studio = try PlayedStudio(camera)
        let subject = try #require(Subject(rawValue: "camera/host"))
        let session = studio.probe.session(SubjectConfiguration(subject: subject))
        let root = studio.tree.root
        studio.driver.after(4) { _ in
            for (kind, name) in [
                ("image/jpeg;frame=good", "good"), ("image/jpeg;frame=bad", "bad"),
                ("image/jpeg;frame=reference", "reference"), ("text/plain;frame=reference", "line"),
            ] {
                #expect(throws: Never.self) {
                    try session.capture(
                        CaptureRequest(id: 1, subject: subject, kind: kind, file: "\(root)/\(name)"))
                }
            }
        }
        session.run(to: RecordedOutlet(studio.driver, .active, seconds: 5))
        func mean(_ name: String) throws -> Int {
            let codes = try decoded(Array(try Data(contentsOf: URL(filePath: "\(root)/\(name)")))).codes
            return codes.reduce(0) { $0 + Int($1) } / max(1, codes.count)
        }
        #expect(try abs(mean("good") - 127) < 3)
        #expect(try mean("bad") < 3)
        #expect(try mean("reference") == mean("good"))
        #expect(try Data(contentsOf: URL(filePath: "\(root)/line")).count > 64 * 36)
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

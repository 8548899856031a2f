import JPEG
import Testing
import onair_probe_camera

@Suite struct MotionJPEGWalkTests {
    private func picture() throws -> [UInt8] {
        let luma = (0..<64 * 48).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        return try PlanarPicture(width: 64, height: 48, luma: luma).jpeg()
    }

    private func fault(_ bytes: [UInt8], after whole: Int = 0, width: Int = 64) throws -> String? {
        var walk = MotionJPEGWalk()
        let picture = try picture()
        for _ in 0..<whole { _ = picture.withUnsafeBytes { walk.fault($0, width: 64, height: 48) } }
        return bytes.withUnsafeBytes { walk.fault($0, width: width, height: 48) }
    }

    @Test func `a whole picture has no fault, with or without padding behind it`() throws {
        #expect(try fault(picture()) == nil)
        #expect(try fault(picture() + [0, 0, 0]) == nil)
    }

    @Test func `a missing end is a fault only for a camera that always sent one`() throws {
        let cut = Array(try picture().dropLast(40))
        #expect(try fault(cut) == nil)
        #expect(try fault(cut, after: 10) == "it is cut off")
    }

    @Test func `every cut before the picture data is a fault, and none is a crash`() throws {
        let picture = try picture()
        let scan = try #require(
            picture.indices.dropLast().first { picture[$0] == 0xFF && picture[$0 + 1] == 0xDA })
        for length in 0...scan {
            var walk = MotionJPEGWalk()
            let fault = Array(picture[..<length]).withUnsafeBytes { walk.fault($0, width: 64, height: 48) }
            #expect(fault != nil, "\(length)")
        }
    }

    @Test func `another size, a second beginning, and stray markers are faults`() throws {
        let picture = try picture()
        #expect(try fault(picture, width: 128) == "it is 64x48, not 128x48")
        #expect(try fault([0xFF, 0xD8, 0xFF, 0xD8]) == "it begins twice")
        #expect(try fault([0xFF, 0xD8, 0xFF, 0xD9]) == "it holds no picture")
        #expect(try fault([0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF]) == "a part of it is longer than the frame")
        #expect(try fault(Array(picture.dropLast(20)) + [0xFF, 0xC9]) == "its picture data is damaged")
    }

    @Test func `restart markers out of order mean that a piece is missing`() throws {
        let start = Array(try picture().dropLast(2))
        #expect(try fault(start + [0xFF, 0xD0, 1, 0xFF, 0xD1, 1, 0xFF, 0xD9]) == nil)
        #expect(
            try fault(start + [0xFF, 0xD0, 1, 0xFF, 0xD2, 1, 0xFF, 0xD9])
                == "a piece of its picture is missing")
    }

    @Test func `hostile bytes never crash it`() throws {
        let picture = try picture()
        var seed: UInt64 = 42
        var walk = MotionJPEGWalk()
        for _ in 0..<5000 {
            var bytes = picture
            for _ in 0..<4 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int((seed >> 33) % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: seed >> 20)
            }
            bytes.removeLast(Int((seed >> 40) % UInt64(bytes.count)))
            _ = bytes.withUnsafeBytes { walk.fault($0, width: 64, height: 48) }
        }
        #expect(try fault(picture) == nil)
    }
}

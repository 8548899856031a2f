import JPEG
import Testing

@Suite struct JPEGTests {
    @Test(arguments: [0, 64, 200, 255])
    func `a grey picture comes back as bright as it went in`(code: Int) throws {
        let picture = PlanarPicture(
            width: 1280, height: 720, luma: [UInt8](repeating: UInt8(code), count: 1280 * 720))
        let file = try picture.jpeg()
        var decoder = try PlanarDecoder()
        let isWhole = try file.withUnsafeBytes { try decoder.decode($0, denominator: 8) }
        let codes = decoder.bytes.prefix(160 * 90)
        #expect(isWhole)
        #expect(decoder.width == 160 && decoder.height == 90)
        #expect(codes.allSatisfy { abs(Int($0) - code) <= 2 })
    }

    @Test func `colour does not change the luma`() throws {
        let picture = PlanarPicture(
            width: 640, height: 360, luma: [UInt8](repeating: 100, count: 640 * 360),
            blueChroma: [UInt8](repeating: 90, count: 320 * 360),
            redChroma: [UInt8](repeating: 200, count: 320 * 360))
        let file = try picture.jpeg()
        var decoder = try PlanarDecoder()
        #expect(try file.withUnsafeBytes { try decoder.decode($0, denominator: 4) })
        let codes = decoder.bytes.prefix(160 * 90)
        #expect(decoder.width == 160)
        #expect(codes.allSatisfy { abs(Int($0) - 100) <= 2 })
    }

    @Test func `a cut-off picture is decoded and called not whole`() throws {
        var noise: UInt32 = 7
        let luma = (0..<640 * 360).map { _ in
            noise = noise &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: noise >> 24)
        }
        let file = try PlanarPicture(width: 640, height: 360, luma: luma).jpeg()
        var decoder = try PlanarDecoder()
        let isWhole = try Array(file.prefix(file.count / 2)).withUnsafeBytes { try decoder.decode($0) }
        #expect(!isWhole)
    }

    @Test(arguments: [
        [], [0xFF, 0xD8, 0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [UInt8](repeating: 0xFF, count: 4000),
    ])
    func `bytes that are no JPEG are refused`(bytes: [UInt8]) throws {
        var decoder = try PlanarDecoder()
        var wasRefused = false
        do {
            _ = try bytes.withUnsafeBytes { try decoder.decode($0) }
        } catch is JPEGError {
            wasRefused = true
        }
        #expect(wasRefused)
    }

    @Test func `planes that do not have the picture's size are refused`() {
        let picture = PlanarPicture(width: 640, height: 360, luma: [1, 2, 3])
        #expect(throws: JPEGError("its planes do not have its size")) { _ = try picture.jpeg() }
    }
}

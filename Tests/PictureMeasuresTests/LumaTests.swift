import PictureMeasures
import Testing

@Suite struct LumaTests {
    @Test(arguments: [
        (UInt8(0), LumaRange.full, 0.0), (255, .full, 1.0), (51, .full, 0.2),
        (16, .limited, 0.0), (235, .limited, 1.0), (0, .limited, 0.0), (255, .limited, 1.0),
        (125, .limited, 109.0 / 219),
    ])
    func `a flat picture is as bright as its code in its range`(code: UInt8, range: LumaRange, share: Double)
    {
        #expect(abs(SyntheticPicture.flat(code, range: range).sample.brightness - share) < 1e-9)
    }

    @Test(arguments: [LumaPlane.Packing.planar, .lumaFirst, .chromaFirst], [0, 24])
    func `neither chroma nor row padding is counted`(packing: LumaPlane.Packing, padding: Int) {
        let picture = SyntheticPicture(packing: packing, padding: padding) { _, _ in 0 }
        #expect(picture.sample.brightness == 0)
        #expect(picture.sample.blackRatio == 1)
    }

    @Test(arguments: [(160, 90), (320, 180), (641, 361), (1280, 720), (1920, 1080), (3840, 2160), (1, 1)])
    func `a ramp keeps its mean at every size`(width: Int, height: Int) {
        let picture = SyntheticPicture(width: width, height: height) { column, _ in
            UInt8(column * 255 / max(1, width - 1))
        }
        let sample = picture.sample
        #expect(sample.columns <= 320 && sample.rows <= 180)
        #expect(abs(sample.brightness - (width == 1 ? 0 : 0.5)) < 0.01)
    }

    @Test(arguments: [(LumaRange.full, UInt8(25), UInt8(26)), (.limited, 37, 38)])
    func `black ends at a tenth of the range`(range: LumaRange, black: UInt8, grey: UInt8) {
        #expect(SyntheticPicture.flat(black, range: range).sample.blackRatio == 1)
        #expect(SyntheticPicture.flat(grey, range: range).sample.blackRatio == 0)
    }

    @Test(arguments: [0.0, 0.25, 0.5, 0.9, 0.98, 1.0])
    func `the black ratio is the share of dark rows`(share: Double) {
        let rows = Int((share * 180).rounded())
        let picture = SyntheticPicture(width: 320, height: 180) { _, row in row < rows ? 0 : 200 }
        #expect(abs(picture.sample.blackRatio - Double(rows) / 180) < 1e-9)
    }

    @Test func `a frame shorter than its picture is refused`() {
        let bytes = [UInt8](repeating: 0, count: 640 * 360 - 1)
        let isPlane = bytes.withUnsafeBytes { LumaPlane($0, width: 640, height: 360, range: .full) != nil }
        #expect(!isPlane)
    }

    @Test func `the last row need not carry its padding`() {
        let bytes = [UInt8](repeating: 0, count: 8 * 3 + 4)
        let isPlane = bytes.withUnsafeBytes {
            LumaPlane($0, width: 4, height: 4, bytesPerRow: 8, range: .full) != nil
        }
        #expect(isPlane)
    }

    @Test func `the difference of two flat pictures is their distance`() {
        let difference = SyntheticPicture.flat(100).sample.difference(to: SyntheticPicture.flat(151).sample)
        #expect(difference == 0.2)
    }

    @Test func `pictures of different sizes have no difference`() {
        let small = SyntheticPicture(width: 320, height: 180) { _, _ in 0 }
        #expect(
            small.sample.difference(to: SyntheticPicture(width: 330, height: 180) { _, _ in 0 }.sample) == nil
        )
    }
}

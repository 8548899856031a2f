import PictureMeasures
import Testing

/// What lies at the edge of a picture, and where its content lies.
@Suite struct FrameTests {
    /// Something to see: waves across and down, and a block.
    private func scene(_ x: Double, _ y: Double) -> UInt8 {
        let wave = 40 * Wave.sine(x / 37) + 30 * Wave.sine(y / 23 + x / 61)
        return UInt8(min(250, max(20, 120 + wave + (300..<380 ~= x && 120..<260 ~= y ? 60 : 0))))
    }

    private func shot(right: Double = 0, down: Double = 0, gain: Double = 1) -> SyntheticPicture {
        SyntheticPicture { x, y in
            UInt8(min(255, Double(scene(Double(x) - right, Double(y) - down)) * gain))
        }
    }

    private func good(_ picture: SyntheticPicture) -> PictureReference? {
        picture.layout.flatMap { PictureMeter.reference(picture.bytes.span.bytes, $0) }
    }

    @Test(arguments: [(0, 0), (20, 20), (45, 45), (30, 0)], [LumaRange.full, .limited])
    func `the letterbox is the share of black rows above and below`(rows: (Int, Int), range: LumaRange) throws
    {
        let black: UInt8 = range == .limited ? 16 : 0
        let picture = SyntheticPicture(width: 320, height: 180, range: range) { x, y in
            y < rows.0 || y >= 180 - rows.1 ? black : UInt8(60 + (x + y) % 100)
        }
        let ratio = try #require(picture.figures()?.letterboxRatio)
        #expect(abs(ratio - Double(rows.0 + rows.1) / 180) < 1e-9)
    }

    @Test func `a pillarbox counts as well, and a dark backdrop does not`() throws {
        let pillar = SyntheticPicture(width: 320, height: 180) { x, _ in 40..<280 ~= x ? 120 : 0 }
        #expect(abs(try #require(pillar.figures()?.letterboxRatio) - 0.25) < 1e-9)
        let dark = SyntheticPicture(width: 320, height: 180) { x, y in
            y < 60 ? UInt8(4 + noise(y * 320 + x) % 30) : 120
        }
        #expect(try #require(dark.figures()?.letterboxRatio) == 0)
    }

    @Test func `a black picture has no borders`() {
        #expect(SyntheticPicture.flat(3).figures()?.letterboxRatio == nil)
    }

    @Test(arguments: [
        (0.0, 0.0), (6.4, 0), (12.8, 0), (32, 0), (64, 0), (-48, 0), (0, 20), (0, -36), (25.6, 14.4),
    ])
    func `a moved shot is found by its way`(right: Double, down: Double) throws {
        var setting = PictureSetting()
        setting.reference = good(shot())
        let framing = try #require(shot(right: right, down: down).figures(setting)?.framing)
        // Within a quarter of a thumbnail's cell.
        #expect(abs(framing.right - right / 640) < 0.004)
        #expect(abs(framing.down - down / 640) < 0.004)
        #expect(framing.similarity > 0.97)
    }

    @Test func `dimmer light moves nothing`() throws {
        var setting = PictureSetting()
        setting.reference = good(shot())
        let framing = try #require(shot(gain: 0.6).figures(setting)?.framing)
        #expect(framing.shift < 0.001)
        #expect(framing.similarity > 0.99)
    }

    @Test func `another scene is not alike`() throws {
        var setting = PictureSetting()
        setting.reference = good(shot())
        let other = SyntheticPicture { x, y in UInt8((x * 7 / 5 ^ y) & 0xFF) }
        #expect(try #require(other.figures(setting)?.framing).similarity < 0.5)
    }

    @Test func `a reference survives being written down`() throws {
        let reference = try #require(good(shot()))
        #expect(PictureReference(text: reference.text) == reference)
        #expect(PictureReference(text: "AAAA") == nil)
        #expect(PictureReference(text: "") == nil)
    }

    @Test func `without a reference, framing says so`() throws {
        let values = try #require(shot().figures()).values
        #expect(values["picture.framing.shift"] == .unsupported("there is no reference picture"))
    }

    @Test func `every metric has a value or a reason`() throws {
        let values = try #require(shot().figures()).values
        #expect(Set(values.keys) == Set(PictureMetric.all.map(\.name)))
        #expect(Set(PictureMetric.all.map(\.name)).count == PictureMetric.all.count)
    }
}

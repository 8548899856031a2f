import PictureMeasures
import Testing

@Suite struct ColourTests {
    @Test(arguments: [LumaRange.full, .limited], [ColourMatrix.bt601, .bt709])
    func `a colour comes back from its codes`(range: LumaRange, matrix: ColourMatrix) {
        let colour = RGB(red: 0.8, green: 0.3, blue: 0.55)
        let back = matrix.colour(matrix.code(colour, range), range)
        #expect(abs(back.red - 0.8) < 1e-12 && abs(back.green - 0.3) < 1e-12 && abs(back.blue - 0.55) < 1e-12)
    }

    @Test func `the codes of BT.709's primaries are those of the standard`() {
        // 75 % bars of RP 219, limited: yellow 168 44 136, blue 28 212 120.
        let yellow = ColourMatrix.bt709.code(RGB(red: 0.75, green: 0.75, blue: 0), .limited)
        let blue = ColourMatrix.bt709.code(RGB(red: 0, green: 0, blue: 0.75), .limited)
        let codes = [yellow.luma, yellow.blue, yellow.red, blue.luma, blue.blue, blue.red].map {
            Int($0.rounded())
        }
        #expect(codes == [168, 44, 136, 28, 212, 120])
    }

    @Test(
        arguments: [(1.0, 1.0), (1.05, 1), (1, 1.1), (0.9, 1.08), (1.2, 0.8)], [LumaRange.full, .limited])
    func `a channel's gain is its cast, on a card`(gain: (red: Double, blue: Double), range: LumaRange) throws
    {
        var setting = PictureSetting()
        setting.grey = Region(x: 0.25, y: 0.25, width: 0.5, height: 0.5)
        let card = SyntheticPicture.flat(
            RGB(red: 0.5 * gain.red, green: 0.5, blue: 0.5 * gain.blue), range: range)
        let cast = try #require(card.figures(setting)?.cast)
        #expect(cast.isMeasured)
        // A code is 1/110 of this grey: rounding alone is worth that much.
        #expect(abs(cast.red - (gain.red - 1)) < 0.02)
        #expect(abs(cast.blue - (gain.blue - 1)) < 0.02)
    }

    @Test func `without a card the lit picture is taken for grey, and that is said`() throws {
        let picture = SyntheticPicture(
            width: 320, height: 180, samples: .yuyv,
            chroma: { column, _ in column < 160 ? (118, 138) : (138, 118) },
            luma: { _, row in row < 20 ? 2 : 120 })
        let cast = try #require(picture.figures()?.cast)
        #expect(!cast.isMeasured)
        #expect(cast.worst < 0.005)
    }

    @Test func `a grey camera has no cast, and that is not supported`() throws {
        let values = try #require(SyntheticPicture.flat(120).figures()).values
        #expect(values["picture.cast.red"] == .unsupported("the picture has no colour"))
        #expect(values["picture.saturation.max"] == .unsupported("the picture has no colour"))
    }

    @Test func `a dark picture has no cast`() {
        #expect(SyntheticPicture.flat(RGB(red: 0.01, green: 0.01, blue: 0.01)).figures()?.cast == nil)
    }

    @Test func `white is L* 100 and 18 % grey is L* 50`() {
        let white = LabColour(RGB(red: 1, green: 1, blue: 1))
        #expect(abs(white.l - 100) < 0.001 && abs(white.a) < 0.01 && abs(white.b) < 0.01)
        let grey = LabColour(RGB(red: 0.4086, green: 0.4086, blue: 0.4086))
        #expect(abs(grey.l - 49.5) < 0.1)
    }

    @Test func `two cameras on one card differ by what one of them is tinted`() throws {
        var setting = PictureSetting()
        setting.grey = .whole
        let grey = { (colour: RGB) in SyntheticPicture.flat(colour).figures(setting)?.grey }
        let one = try #require(grey(RGB(red: 0.5, green: 0.5, blue: 0.5)))
        let same = try #require(grey(RGB(red: 0.5, green: 0.5, blue: 0.5)))
        let warm = try #require(grey(RGB(red: 0.54, green: 0.5, blue: 0.44)))
        #expect(one == same)
        #expect(warm.b > one.b + 5)
    }

    @Test func `codes outside the limited range are counted, and in full range there are none`() throws {
        let picture = { (range: LumaRange) in
            SyntheticPicture(width: 200, height: 100, samples: .yuyv, range: range) { column, _ in
                column < 20 ? 240 : column < 30 ? 10 : 120
            }
        }
        #expect(abs(try #require(picture(.limited).figures()?.rangeRatio) - 0.15) < 0.011)
        #expect(picture(.full).figures()?.rangeRatio == nil)
    }

    @Test(arguments: [(UInt8(128), UInt8(128), 0.0), (158, 168, 50), (128, 16, 112)])
    func `the greatest saturation is the distance from grey`(u: UInt8, v: UInt8, saturation: Double) throws {
        let picture = SyntheticPicture(
            width: 160, height: 90, samples: .nv12, range: .limited,
            chroma: { column, row in column > 80 && row > 40 ? (u, v) : (128, 130) }, luma: { _, _ in 120 })
        let found = try #require(picture.figures()?.saturation)
        #expect(abs(found - max(2, saturation)) < 1e-9)
    }
}

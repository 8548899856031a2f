import PictureMeasures
import Testing

@Suite struct TonesTests {
    @Test(arguments: [
        PictureLayout.Samples.yuyv, .uyvy, .nv12, .i420, .planar(across: 1, down: 0), .grey,
    ])
    func `the clipped share is exact`(samples: PictureLayout.Samples) throws {
        let picture = SyntheticPicture(width: 100, height: 60, samples: samples) { column, row in
            column < 37 && row < 30 ? 247 : 246
        }
        #expect(try #require(picture.figures()).clipRatio == Double(37 * 30) / 6000)
    }

    @Test func `limited codes are clipped over 246 of 255 as well`() throws {
        // 16 + 246 · 219 / 255 = 227.3.
        let clips = try (226...229).map { code in
            try #require(SyntheticPicture.flat(UInt8(code), range: .limited).figures()).clipRatio
        }
        #expect(clips == [0, 0, 1, 1])
    }

    @Test(
        arguments: [
            (RGB(red: 1, green: 0.2, blue: 0.2), true), (RGB(red: 0.2, green: 1, blue: 0.2), true),
            (RGB(red: 0.2, green: 0.2, blue: 1), true), (RGB(red: 0.9, green: 0.9, blue: 0.9), false),
            (RGB(red: 0.93, green: 0.1, blue: 0.1), false), (RGB(red: 0.1, green: 0.1, blue: 0.93), false),
            (RGB(red: 0.1, green: 0.93, blue: 0.1), false),
        ], [LumaRange.full, .limited])
    func `a primary that is burnt out is clipped, whatever its luma`(
        colour: (RGB, Bool), range: LumaRange
    ) throws {
        for matrix in [ColourMatrix.bt601, .bt709] {
            let picture = SyntheticPicture.flat(colour.0, range: range, matrix: matrix)
            #expect(try #require(picture.figures()).clipRatio == (colour.1 ? 1 : 0))
        }
    }

    @Test(arguments: [LumaRange.full, .limited], [ColourMatrix.bt601, .bt709])
    func `sixteen bits decide as real numbers do, but for a code at the limit`(
        range: LumaRange, matrix: ColourMatrix
    ) throws {
        var (wrong, clipped) = (0, 0)
        for u in stride(from: 0, through: 255, by: 15) {
            for v in stride(from: 0, through: 255, by: 15) {
                let picture = SyntheticPicture(
                    width: 256, height: 1, samples: .planar(across: 0, down: 0), range: range, matrix: matrix,
                    chroma: { _, _ in (UInt8(u), UInt8(v)) }, luma: { column, _ in UInt8(column) })
                let counted = try #require(picture.figures()).clipRatio * 256
                let exact = (0...255).count { luma in
                    let code = ColourCode(luma: Double(luma), blue: Double(u), red: Double(v))
                    let colour = matrix.colour(code, range)
                    let most = max(
                        colour.red, colour.green, colour.blue, (code.luma - range.black) / range.span)
                    return most * 255 > 246
                }
                clipped += exact
                wrong += abs(Int(counted.rounded()) - exact)
            }
        }
        #expect(clipped > 20000)
        // The gains are rounded to 1/128: half a code where chroma is greatest.
        #expect(Double(wrong) / Double(clipped) < 0.004)
    }

    @Test func `a picture without clipped and black pixels has none, at any width`() throws {
        for width in 1...40 {
            let picture = SyntheticPicture(width: width, height: 3, samples: .nv12) { _, _ in 120 }
            let figures = try #require(picture.figures())
            #expect(figures.clipRatio == 0 && figures.blackRatio == 0)
        }
    }
}

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

    @Test(
        arguments: [
            PictureLayout.Samples.grey, .yuyv, .uyvy, .nv12, .i420, .planar(across: 1, down: 0),
            .planar(across: 0, down: 0), .planar(across: 2, down: 0), .planar(across: 0, down: 1),
        ], [0, 24])
    func `neither row padding nor chroma is counted as luma`(samples: PictureLayout.Samples, padding: Int)
        throws
    {
        let picture = SyntheticPicture(
            width: 160, height: 90, samples: samples, padding: padding, chroma: { _, _ in (90, 200) },
            luma: { _, _ in 0 })
        let figures = try #require(picture.figures())
        #expect(figures.brightness == 0)
        #expect(figures.blackRatio == 1)
    }

    @Test(arguments: [(160, 90), (320, 180), (641, 361), (1280, 720), (1, 1)])
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
        #expect(SyntheticPicture.flat(black, range: range).figures()?.blackRatio == 1)
        #expect(SyntheticPicture.flat(grey, range: range).figures()?.blackRatio == 0)
    }

    @Test(arguments: [0, 1, 44, 90, 176, 179, 180])
    func `the black ratio counts every pixel`(rows: Int) {
        // An odd width leaves a rest behind the last vector.
        let picture = SyntheticPicture(width: 321, height: 180) { column, row in
            row < rows || row == 179 && column == 320 ? 0 : 200
        }
        let pixels = rows == 180 ? 321 * 180 : rows * 321 + 1
        #expect(picture.figures()?.blackRatio == Double(pixels) / Double(321 * 180))
    }

    @Test(arguments: [
        (PictureLayout.Samples.grey, 64 * 36), (.yuyv, 64 * 36 * 2), (.uyvy, 64 * 36 * 2),
        (.nv12, 64 * 36 * 3 / 2), (.i420, 64 * 36 * 3 / 2), (.planar(across: 0, down: 0), 64 * 36 * 3),
    ])
    func `a frame shorter than its picture is refused`(samples: PictureLayout.Samples, count: Int) throws {
        let layout = try #require(PictureLayout(samples, width: 64, height: 36, range: .full))
        var meter = PictureMeter()
        #expect(layout.byteCount == count)
        #expect(meter.measure([UInt8](repeating: 0, count: count - 1).span.bytes, layout, at: 0) == nil)
        #expect(meter.measure([UInt8](repeating: 0, count: count).span.bytes, layout, at: 0) != nil)
    }

    @Test func `the last row need not carry its padding`() throws {
        let layout = try #require(PictureLayout(.grey, width: 4, height: 4, bytesPerRow: 8, range: .full))
        #expect(layout.byteCount == 8 * 3 + 4)
    }

    @Test(arguments: [(0, 4), (4, 0), (-1, 4), (Int.max, 4), (4, Int.min), (20000, 4)])
    func `a size that no picture has is refused`(width: Int, height: Int) {
        #expect(PictureLayout(.yuyv, width: width, height: height, range: .full) == nil)
    }

    @Test func `a row of a billion bytes is refused`() {
        #expect(PictureLayout(.grey, width: 4, height: 4, bytesPerRow: 1 << 30, range: .full) == nil)
    }

    @Test func `the difference of two flat pictures is their distance`() {
        let difference = SyntheticPicture.flat(100).sample.difference(to: SyntheticPicture.flat(164).sample)
        #expect(difference == 0.25)
    }

    @Test func `pictures of different sizes have no difference`() {
        let small = SyntheticPicture(width: 320, height: 180) { _, _ in 0 }
        #expect(
            small.sample.difference(to: SyntheticPicture(width: 330, height: 180) { _, _ in 0 }.sample) == nil
        )
    }

    @Test(arguments: [LumaRange.full, .limited])
    func `crushed and dark shares are exact at their limits in both ranges`(range: LumaRange) {
        // A column a code: 0...255 from left to right.
        let picture = SyntheticPicture(width: 256, height: 64, range: range) { column, _ in UInt8(column) }
        // Under 5 of 255 and at most 16 of 255; limited codes start at 16 and are 219 long.
        let (crushed, dark) = range == .full ? (5, 17) : (21, 30)
        #expect(picture.sample.crushRatio == Double(crushed) / 256)
        #expect(picture.sample.darkRatio == Double(dark) / 256)
    }

    @Test(arguments: [LumaRange.full, .limited])
    func `a grey card lit for 18 % stands at 41 IRE`(range: LumaRange) throws {
        let card = SyntheticPicture.flat(RGB(red: 0.409, green: 0.409, blue: 0.409), range: range)
        let level = try #require(card.figures()?.subjectLevel)
        #expect(abs(level - 40.9) < 0.25)
    }

    @Test func `the subject's level is read in its region alone`() throws {
        var setting = PictureSetting()
        setting.subject = Region(x: 0.25, y: 0.5, width: 0.25, height: 0.25)
        let picture = SyntheticPicture(width: 320, height: 180) { column, row in
            80..<160 ~= column && 90..<135 ~= row ? 102 : 255
        }
        #expect(try #require(picture.figures(setting)).subjectLevel == 40)
    }

    @Test(arguments: [1, 0.9, 0.7, 0.5, 0.25])
    func `evenness is the darkest block over the brightest`(share: Double) throws {
        let dark = UInt8((200 * share).rounded())
        let picture = SyntheticPicture(width: 320, height: 180) { column, row in
            column >= 240 && row >= 135 ? dark : 200
        }
        let evenness = try #require(picture.sample.evenness(in: .whole))
        #expect(abs(evenness - Double(dark) / 200) < 1e-9)
    }

    @Test func `evenness is judged where the profile names a backdrop`() throws {
        var setting = PictureSetting()
        let picture = SyntheticPicture(width: 320, height: 180) { column, _ in column < 160 ? 100 : 200 }
        #expect(
            try #require(picture.figures(setting)).values["picture.evenness"]
                == .unsupported("the profile names no backdrop region"))
        setting.backdrop = Region(x: 0, y: 0, width: 0.5, height: 1)
        #expect(try #require(picture.figures(setting)).evenness == 1)
    }

    @Test func `an unlit backdrop has no evenness`() {
        #expect(SyntheticPicture.flat(2).sample.evenness(in: .whole) == nil)
    }
}

import PictureMeasures

/// A picture whose codes are a formula: the oracle of every measure.
struct SyntheticPicture {
    var width = 640
    var height = 360
    var samples = PictureLayout.Samples.grey
    var range = LumaRange.full
    var matrix = ColourMatrix.bt709
    /// Bytes of padding behind each row; filled with 255, which no measure may count.
    var padding = 0
    /// U and V of the pixel.
    var chroma: (_ column: Int, _ row: Int) -> (UInt8, UInt8) = { _, _ in (128, 128) }
    var luma: (_ column: Int, _ row: Int) -> UInt8

    var layout: PictureLayout? {
        let isPacked = samples == .yuyv || samples == .uyvy
        return PictureLayout(
            samples, width: width, height: height, bytesPerRow: (isPacked ? width * 2 : width) + padding,
            range: range, matrix: matrix)
    }

    var bytes: [UInt8] {
        switch samples {
        case .yuyv, .uyvy: packed
        case .grey: lumaPlane
        case .nv12:
            lumaPlane
                + rows((height + 1) / 2) { row in
                    (0..<(width + 1) / 2).flatMap { column in
                        let (u, v) = chroma(column * 2, row * 2)
                        return [u, v]
                    } + [UInt8](repeating: 255, count: padding)
                }
        case .planar(let across, let down):
            lumaPlane + plane(across, down) { $0.0 } + plane(across, down) { $0.1 }
        }
    }

    private var packed: [UInt8] {
        rows(height) { row in
            var bytes: [UInt8] = []
            for column in 0..<width {
                let (u, v) = chroma(column / 2 * 2, row)
                let colour = column % 2 == 0 ? u : v
                bytes += samples == .yuyv ? [luma(column, row), colour] : [colour, luma(column, row)]
            }
            return bytes + [UInt8](repeating: 255, count: padding)
        }
    }

    private var lumaPlane: [UInt8] {
        rows(height) { row in
            (0..<width).map { luma($0, row) } + [UInt8](repeating: 255, count: padding)
        }
    }

    private func plane(_ across: Int, _ down: Int, _ part: ((UInt8, UInt8)) -> UInt8) -> [UInt8] {
        let count = max((width + (1 << across) - 1) >> across, (width + padding) >> across)
        return rows((height + (1 << down) - 1) >> down) { row in
            (0..<count).map { column in
                column << across < width ? part(chroma(column << across, row << down)) : 255
            }
        }
    }

    private func rows(_ count: Int, _ row: (Int) -> [UInt8]) -> [UInt8] { (0..<count).flatMap(row) }

    /// What a fresh meter says of it.
    func figures(_ setting: PictureSetting = PictureSetting()) -> PictureFigures? {
        var meter = PictureMeter(setting)
        return measured(by: &meter, at: 0)
    }

    func measured(by meter: inout PictureMeter, at time: Double) -> PictureFigures? {
        layout.flatMap { meter.measure(bytes.span.bytes, $0, at: time) }
    }

    var sample: PictureSample { layout.map { PictureSample(bytes.span.bytes, $0) } ?? PictureSample() }

    static func flat(_ code: UInt8, range: LumaRange = .full) -> SyntheticPicture {
        SyntheticPicture(range: range) { _, _ in code }
    }

    /// A flat picture of a colour.
    static func flat(
        _ colour: RGB, range: LumaRange = .full, matrix: ColourMatrix = .bt709,
        samples: PictureLayout.Samples = .yuyv
    ) -> SyntheticPicture {
        let code = matrix.code(colour, range)
        let (u, v) = (byte(code.blue), byte(code.red))
        return SyntheticPicture(
            samples: samples, range: range, matrix: matrix, chroma: { _, _ in (u, v) },
            luma: { _, _ in byte(code.luma) })
    }
}

/// A code as a byte; full-range chroma runs to 255.5.
func byte(_ code: Double) -> UInt8 { UInt8(clamping: Int(code.rounded())) }

/// A repeatable sequence of bytes without pattern (Numerical Recipes' generator).
func noise(_ seed: Int) -> Int {
    Int(truncatingIfNeeded: UInt32(truncatingIfNeeded: seed) &* 1_664_525 &+ 1_013_904_223) >> 24 & 0xFF
}

/// Normal deviates that repeat: the sum of twelve of xorshift's uniform ones, less 6.
struct Deviates {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func uniform() -> Double {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Double(state >> 11) / Double(1 << 53)
    }

    mutating func next() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
}

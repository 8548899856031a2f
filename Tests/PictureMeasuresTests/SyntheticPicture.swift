import PictureMeasures

/// A picture whose luma is a formula: the oracle of every measure.
struct SyntheticPicture {
    var width = 640
    var height = 360
    var packing = LumaPlane.Packing.planar
    var range = LumaRange.full
    /// Bytes of padding behind each row; filled with 255, which no measure may count.
    var padding = 0
    var luma: (_ column: Int, _ row: Int) -> UInt8

    var bytes: [UInt8] {
        let step = packing == .planar ? 1 : 2
        var bytes: [UInt8] = []
        for row in 0..<height {
            for column in 0..<width {
                switch packing {
                case .planar: bytes.append(luma(column, row))
                case .lumaFirst: bytes += [luma(column, row), 255]
                case .chromaFirst: bytes += [255, luma(column, row)]
                }
            }
            bytes += [UInt8](repeating: 255, count: padding)
        }
        assert(bytes.count == height * (width * step + padding))
        return bytes
    }

    /// Lends the picture as a plane, with the bytes it came in.
    func withPlane<Result>(_ body: (LumaPlane, UnsafeRawBufferPointer) -> Result) -> Result? {
        bytes.withUnsafeBytes { bytes in
            LumaPlane(
                bytes, width: width, height: height,
                bytesPerRow: width * (packing == .planar ? 1 : 2) + padding, packing: packing, range: range
            ).map { body($0, bytes) }
        }
    }

    var sample: LumaSample { withPlane { plane, _ in LumaSample(plane) } ?? LumaSample() }

    static func flat(_ code: UInt8, range: LumaRange = .full) -> SyntheticPicture {
        SyntheticPicture(range: range) { _, _ in code }
    }
}

/// A repeatable sequence of bytes without pattern (Numerical Recipes' generator).
func noise(_ seed: Int) -> Int {
    Int(truncatingIfNeeded: UInt32(truncatingIfNeeded: seed) &* 1_664_525 &+ 1_013_904_223) >> 24 & 0xFF
}

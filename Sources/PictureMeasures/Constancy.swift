/// The one colour that most of a picture has, and how much of it has that colour.
package struct Constancy: Equatable, Sendable {
    /// Codes by which a sample may differ and still be of the colour (EBU QC 0016B leaves the tolerance open).
    static let tolerance = 8
    /// What a generated card keeps to; sensor noise and light leave it.
    static let exactness = 2

    package var colour: ColourCode
    /// The share of samples within the tolerance, and within exactness.
    package var ratio: Double
    package var exactRatio: Double
}

extension PictureSample {
    /// The medians of luma and the colour differences are the colour, where half of the picture has one at all.
    package var constancy: Constancy {
        let codes = colourLuma
        let isGrey = blue.isEmpty
        let (y, u, v) = (codes.median, isGrey ? 128 : blue.median, isGrey ? 128 : red.median)
        var (near, exact) = (0, 0)
        codes.withUnsafeBufferPointer { codes in
            blue.withUnsafeBufferPointer { blue in
                red.withUnsafeBufferPointer { red in
                    for index in codes.indices {
                        var far = Self.distance(codes[index], y)
                        if !isGrey {
                            far = max(far, Self.distance(blue[index], u), Self.distance(red[index], v))
                        }
                        near &+= far <= Constancy.tolerance ? 1 : 0
                        exact &+= far <= Constancy.exactness ? 1 : 0
                    }
                }
            }
        }
        let count = Double(max(1, codes.count))
        return Constancy(
            colour: ColourCode(luma: Double(y), blue: Double(u), red: Double(v)),
            ratio: Double(near) / count, exactRatio: Double(exact) / count)
    }

    /// Luma at the points of the colour grid.
    var colourLuma: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: colourColumns * colourRows) { target, count in
            luma.withUnsafeBufferPointer { luma in
                for row in 0..<colourRows {
                    for column in 0..<colourColumns {
                        target[row * colourColumns + column] = luma[row * 2 * columns + column * 2]
                    }
                }
            }
            count = colourColumns * colourRows
        }
    }

    @inline(__always)
    private static func distance(_ code: UInt8, _ other: Int) -> Int { abs(Int(code) &- other) }
}

extension [UInt8] {
    /// The middle code; 0 of none.
    var median: Int {
        var counts = [Int](repeating: 0, count: 256)
        for code in self { counts[Int(code)] &+= 1 }
        var below = 0
        for (code, count) in counts.enumerated() {
            below += count
            if below * 2 >= self.count, below > 0 { return code }
        }
        return 0
    }
}

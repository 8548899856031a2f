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
        let points = colourPoints
        let isGrey = blue.isEmpty
        let (y, u, v) = (points.luma.median, points.blue.median, points.red.median)
        var (near, exact) = (0, 0)
        for index in points.luma.indices {
            var far = Self.distance(points.luma[index], y)
            if !isGrey {
                far = max(far, Self.distance(points.blue[index], u), Self.distance(points.red[index], v))
            }
            near &+= far <= Constancy.tolerance ? 1 : 0
            exact &+= far <= Constancy.exactness ? 1 : 0
        }
        let count = Double(max(1, points.luma.count))
        return Constancy(
            colour: ColourCode(
                luma: Double(y), blue: isGrey ? 128 : Double(u), red: isGrey ? 128 : Double(v)),
            ratio: Double(near) / count, exactRatio: Double(exact) / count)
    }

    /// The codes at each second point of the colour grid, across and down; no colours for a grey picture.
    var colourPoints: (luma: [UInt8], blue: [UInt8], red: [UInt8]) {
        let (across, down) = ((colourColumns + 1) / 2, (colourRows + 1) / 2)
        let pick = { (codes: [UInt8], rowLength: Int, step: Int) in
            [UInt8](unsafeUninitializedCapacity: across * down) { target, count in
                codes.withUnsafeBufferPointer { codes in
                    for row in 0..<down {
                        let line = row * step * rowLength
                        for column in 0..<across {
                            target[row * across + column] = codes[line + column * step]
                        }
                    }
                }
                count = across * down
            }
        }
        return (
            pick(luma, columns, 4), blue.isEmpty ? [] : pick(blue, colourColumns, 2),
            red.isEmpty ? [] : pick(red, colourColumns, 2)
        )
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

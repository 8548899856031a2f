/// How far something grey is from grey: red over green and blue over green, each less 1.
package struct ColourCast: Equatable, Sendable {
    package var red: Double
    package var blue: Double
    /// Measured on a region that is known to be grey; otherwise the whole picture was taken for grey on average.
    package var isMeasured: Bool

    /// The greater of the two, without sign.
    package var worst: Double { max(abs(red), abs(blue)) }

    /// Nil where green is too dark for a ratio.
    init?(_ colour: RGB, isMeasured: Bool) {
        guard colour.green > 0.02 else { return nil }
        red = colour.red / colour.green - 1
        blue = colour.blue / colour.green - 1
        self.isMeasured = isMeasured
    }
}

extension PictureSample {
    /// The mean colour of a region, with gamma; nil for a picture without colour.
    package func colour(in region: Region) -> RGB? {
        guard !blue.isEmpty else { return nil }
        let cells = region.cells(colourColumns, colourRows)
        var (luma, blues, reds) = (0, 0, 0)
        for row in cells.rows {
            let start = row * colourColumns
            blues += blue[start + cells.columns.lowerBound..<start + cells.columns.upperBound].sum
            reds += red[start + cells.columns.lowerBound..<start + cells.columns.upperBound].sum
            for column in cells.columns { luma += Int(self.luma[row * 2 * columns + column * 2]) }
        }
        let count = Double(cells.rows.count * cells.columns.count)
        let mean = ColourCode(
            luma: Double(luma) / count, blue: Double(blues) / count, red: Double(reds) / count)
        return matrix.colour(mean, range)
    }

    /// The cast of a region that is grey, or of the whole picture by the grey-world assumption: its lit and unclipped
    /// parts, 10 % to 90 % of the range, are grey on average.
    package func cast(grey: Region?) -> ColourCast? {
        if let grey { return colour(in: grey).flatMap { ColourCast($0, isMeasured: true) } }
        return greyWorld.flatMap { ColourCast($0, isMeasured: false) }
    }

    private var greyWorld: RGB? {
        guard !blue.isEmpty else { return nil }
        let least = UInt8(range.code(ofFull: 25.5).rounded())
        let most = UInt8(range.code(ofFull: 229.5).rounded())
        var (lumas, blues, reds, count) = (0, 0, 0, 0)
        for row in stride(from: 0, to: colourRows, by: 2) {
            for column in stride(from: 0, to: colourColumns, by: 2) {
                let code = luma[row * 2 * columns + column * 2]
                guard code >= least, code <= most else { continue }
                lumas += Int(code)
                blues += Int(blue[row * colourColumns + column])
                reds += Int(red[row * colourColumns + column])
                count += 1
            }
        }
        guard count * 20 > (colourRows * colourColumns) / 4 else { return nil }
        let mean = ColourCode(
            luma: Double(lumas) / Double(count), blue: Double(blues) / Double(count),
            red: Double(reds) / Double(count))
        return matrix.colour(mean, range)
    }
}

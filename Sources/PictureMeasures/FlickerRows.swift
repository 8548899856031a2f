/// A picture as 90 rows of four strips' mean luma above black: all that flicker needs of it, and cheap enough to be
/// taken of every frame.
package enum FlickerRows {
    package static let rows = 90
    package static let strips = 4
    static let columns = 20
    package static let count = rows * strips

    /// Row by row, four strips each. The points are the same in every frame of a layout.
    package static func profile(_ bytes: RawSpan, _ layout: PictureLayout) -> [Double] {
        [Double](unsafeUninitializedCapacity: count) { profile, filled in
            for row in 0..<rows {
                let line = (2 * row + 1) * layout.height / (2 * rows) * layout.bytesPerRow + layout.lumaOffset
                let source = bytes.extracting(line..<line + (layout.width - 1) * layout.lumaStep + 1)
                source.withUnsafeBytes { source in
                    for strip in 0..<strips {
                        var sum = 0
                        for column in strip * columns..<(strip + 1) * columns {
                            let x = (2 * column + 1) * layout.width / (2 * columns * strips)
                            sum &+= Int(source[x * layout.lumaStep])
                        }
                        let mean = Double(sum) / Double(columns) - layout.range.black
                        profile[row * strips + strip] = mean
                    }
                }
            }
            filled = count
        }
    }
}

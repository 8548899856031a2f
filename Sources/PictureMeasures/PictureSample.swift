/// A picture thinned to at most 320 × 180 luma samples on an even grid that starts at the top left corner, where
/// clocks and captions stand, and colour at each second of them across and down. Measures of level and colour read
/// this copy, so a 1080p frame costs them a thirty-sixth.
package struct PictureSample: Equatable, Sendable {
    package static let mostColumns = 320
    package static let mostRows = 180

    package private(set) var columns = 0
    package private(set) var rows = 0
    package private(set) var range = LumaRange.full
    package private(set) var matrix = ColourMatrix.bt709
    package private(set) var luma: [UInt8] = []
    /// The colour grid, half as wide and half as high; its points lie on those of even luma columns and rows.
    package private(set) var colourColumns = 0
    package private(set) var colourRows = 0
    /// Both empty for a picture without colour.
    package private(set) var blue: [UInt8] = []
    package private(set) var red: [UInt8] = []
    private(set) var columnStep = 1
    private(set) var rowStep = 1

    package init() {}

    package init(_ bytes: RawSpan, _ layout: PictureLayout) {
        shape(layout)
        for row in 0..<layout.height where isWanted(row) { take(bytes, layout, row: row) }
    }

    /// Makes room for a picture, keeping the allocation when the size is the same.
    mutating func shape(_ layout: PictureLayout) {
        columnStep = Self.step(layout.width, Self.mostColumns)
        rowStep = Self.step(layout.height, Self.mostRows)
        columns = (layout.width + columnStep - 1) / columnStep
        rows = (layout.height + rowStep - 1) / rowStep
        (range, matrix) = (layout.range, layout.matrix)
        if luma.count != columns * rows { luma = [UInt8](repeating: 0, count: columns * rows) }
        colourColumns = (columns + 1) / 2
        colourRows = (rows + 1) / 2
        let colours = layout.chroma == nil ? 0 : colourColumns * colourRows
        if blue.count != colours {
            blue = [UInt8](repeating: 128, count: colours)
            red = blue
        }
    }

    func isWanted(_ row: Int) -> Bool { row % rowStep == 0 }

    /// Takes the samples of one row of the picture.
    mutating func take(_ bytes: RawSpan, _ layout: PictureLayout, row: Int) {
        let start = row * layout.bytesPerRow + layout.lumaOffset
        let end = start + (layout.width - 1) * layout.lumaStep + 1
        Self.pick(
            bytes.extracting(start..<end), step: columnStep * layout.lumaStep, into: &luma,
            at: row / rowStep * columns, count: columns)
        guard let chroma = layout.chroma, row / rowStep % 2 == 0 else { return }
        let line = (row >> chroma.down) * chroma.bytesPerRow
        let place = row / rowStep / 2 * colourColumns
        let last = ((layout.width - 1) >> chroma.across) * chroma.step
        takeColour(bytes.extracting(chroma.blue + line..<chroma.blue + line + last + 1), chroma, &blue, place)
        // The last pixel of an odd row of Y U Y V has no V of its own.
        let bound = min(bytes.byteCount, chroma.red + line + last + 1)
        takeColour(bytes.extracting(chroma.red + line..<bound), chroma, &red, place)
    }

    private func takeColour(
        _ row: RawSpan, _ chroma: PictureLayout.Chroma, _ target: inout [UInt8], _ place: Int
    ) {
        target.withUnsafeMutableBufferPointer { target in
            row.withUnsafeBytes { row in
                var column = 0
                for index in 0..<colourColumns {
                    target[place + index] =
                        row[min((column &>> chroma.across) &* chroma.step, row.count &- 1)]
                    column &+= 2 &* columnStep
                }
            }
        }
    }

    private static func pick(
        _ row: RawSpan, step: Int, into target: inout [UInt8], at place: Int, count: Int
    ) {
        target.withUnsafeMutableBufferPointer { target in
            row.withUnsafeBytes { row in
                var source = 0
                for column in 0..<count {
                    target[place + column] = row[source]
                    source += step
                }
            }
        }
    }

    private static func step(_ length: Int, _ most: Int) -> Int { (length + most - 1) / most }
}

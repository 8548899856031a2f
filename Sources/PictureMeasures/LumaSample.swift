/// A picture thinned to at most 320 × 180 luma samples on an even grid that starts at the top left corner, where
/// clocks and captions stand. All level measures read this copy, so a 1080p frame costs them a thirty-sixth.
package struct LumaSample: Equatable, Sendable {
    package static let mostColumns = 320
    package static let mostRows = 180

    package private(set) var columns = 0
    package private(set) var rows = 0
    package private(set) var range = LumaRange.full
    package private(set) var codes: [UInt8] = []

    package init() {}

    package init(_ plane: LumaPlane) {
        take(plane)
    }

    /// Samples `plane`, keeping the allocation when the size is the same.
    package mutating func take(_ plane: LumaPlane) {
        let columnStep = Self.step(plane.width, Self.mostColumns)
        let rowStep = Self.step(plane.height, Self.mostRows)
        columns = (plane.width + columnStep - 1) / columnStep
        rows = (plane.height + rowStep - 1) / rowStep
        range = plane.range
        if codes.count != columns * rows { codes = [UInt8](repeating: 0, count: columns * rows) }
        let columns = columns
        let rows = rows
        codes.withUnsafeMutableBufferPointer { codes in
            for row in 0..<rows {
                var source = row * rowStep * plane.bytesPerRow + plane.offset
                let stride = columnStep * plane.step
                for target in (row * columns)..<((row + 1) * columns) {
                    codes[target] = plane.bytes[source]
                    source += stride
                }
            }
        }
    }

    private static func step(_ length: Int, _ most: Int) -> Int { (length + most - 1) / most }
}

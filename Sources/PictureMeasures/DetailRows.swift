/// Edge energy and outliers, at full resolution round each 64th row: both live in the finest detail, which thinned
/// samples have lost, and a part of a picture says of them what all of it would.
struct DetailRows {
    static let distance = 64

    private var lines: [[Int16]] = Array(repeating: [], count: 5)
    /// Sums over all pixels looked at: squared gradient, luma over black, outliers, pixels.
    private(set) var gradient = 0.0
    private(set) var luma = 0.0
    private(set) var outliers = 0
    private(set) var pixels = 0
    private var flags: [Int16] = []

    mutating func begin() { (gradient, luma, outliers, pixels) = (0, 0, 0, 0) }

    /// Whether this row, with two above and two below it, is looked at.
    static func isWanted(_ row: Int, _ layout: PictureLayout) -> Bool {
        layout.width >= 3 && row >= 2 && row + 2 < layout.height && (row - 2) % distance == 0
    }

    mutating func take(_ bytes: RawSpan, _ layout: PictureLayout, row: Int) {
        for line in 0..<5 { Self.load(bytes, layout, row: row - 2 + line, into: &lines[line]) }
        let black = Int(layout.range.black)
        addGradient(width: layout.width, black: black)
        addOutliers(width: layout.width)
        pixels += layout.width - 2
    }

    private static func load(_ bytes: RawSpan, _ layout: PictureLayout, row: Int, into line: inout [Int16]) {
        let width = layout.width
        if line.count != width { line = [Int16](repeating: 0, count: width) }
        let start = row * layout.bytesPerRow + layout.lumaOffset
        let source = bytes.extracting(start..<start + (width - 1) * layout.lumaStep + 1)
        line.withUnsafeMutableBufferPointer { line in
            source.withUnsafeBytes { source in
                if layout.lumaStep == 1 {
                    for column in 0..<width { line[column] = Int16(source[column]) }
                } else {
                    for column in 0..<width { line[column] = Int16(source[column &* 2]) }
                }
            }
        }
    }

    /// Sobel's operator: at most 4 · 255 each way, so its square fits 32 bits, and a row's sum 64.
    private mutating func addGradient(width: Int, black: Int) {
        let (sum, level) = lines[1].withUnsafeBufferPointer { above in
            lines[2].withUnsafeBufferPointer { line in
                lines[3].withUnsafeBufferPointer { below in
                    var sum: Int64 = 0
                    var level: Int32 = 0
                    var column = 1
                    while column < width - 1 {
                        // Runs short enough that 32 bits hold them: 512 · 2 · 1020².
                        let end = min(width - 1, column + 512)
                        var part: Int32 = 0
                        for x in column..<end {
                            // Corners, sides; at most ±1020, and products of 16 bits cost half of 32.
                            let across =
                                above[x + 1] &- above[x - 1] &+ below[x + 1] &- below[x - 1] &+ 2
                                &* (line[x + 1] &- line[x - 1])
                            let down =
                                below[x - 1] &- above[x - 1] &+ below[x + 1] &- above[x + 1] &+ 2
                                &* (below[x] &- above[x])
                            part &+= Int32(across) &* Int32(across) &+ Int32(down) &* Int32(down)
                            level &+= Int32(line[x])
                        }
                        sum &+= Int64(part)
                        column = end
                    }
                    return (sum, level)
                }
            }
        }
        gradient += Double(sum)
        luma += Double(Int(level) - black * (width - 2))
    }

    /// signalstats' test of a temporal outlier: three pixels side by side that all differ from those one and two
    /// lines above and below, by more than 4 codes beyond what those differ among themselves.
    private mutating func addOutliers(width: Int) {
        if flags.count != width { flags = [Int16](repeating: 0, count: width) }
        flags.withUnsafeMutableBufferPointer { flags in
            lines[0].withUnsafeBufferPointer { a in
                lines[1].withUnsafeBufferPointer { b in
                    lines[2].withUnsafeBufferPointer { c in
                        lines[3].withUnsafeBufferPointer { d in
                            lines[4].withUnsafeBufferPointer { e in
                                for x in 0..<width {
                                    let near = Self.stands(b[x], c[x], d[x])
                                    let far = Self.stands(a[x], c[x], e[x])
                                    flags[x] = near & far
                                }
                            }
                        }
                    }
                }
            }
            var count = 0
            for x in 1..<width - 1 { count &+= Int(flags[x - 1] & flags[x] & flags[x + 1]) }
            outliers += count
        }
    }

    @inline(__always)
    private static func stands(_ above: Int16, _ mine: Int16, _ below: Int16) -> Int16 {
        let up = max(above, mine) &- min(above, mine)
        let down = max(below, mine) &- min(below, mine)
        let across = max(above, below) &- min(above, below)
        return (up &+ down) / 2 &- across > 4 ? 1 : 0
    }
}

/// Where the samples of a picture lie in its bytes. Checked once when it is made, so that a measure needs no more
/// than `byteCount` bytes and never reads past them.
package struct PictureLayout: Hashable, Sendable {
    /// How luma and chroma sit in the buffer.
    package enum Samples: Hashable, Sendable {
        /// Y U Y V and U Y V Y, one byte each.
        case yuyv, uyvy
        /// A luma plane, then one of U and V in turn, half as wide and half as high.
        case nv12
        /// A luma plane, then U, then V, each chroma halved so many times across and down; what a JPEG decodes to.
        case planar(across: Int, down: Int)
        /// Luma alone.
        case grey

        /// YU12, also called I420.
        package static let i420 = Samples.planar(across: 1, down: 1)
    }

    /// Where the two colour differences lie.
    struct Chroma: Hashable, Sendable {
        var blue: Int
        var red: Int
        /// From one sample to the next in a row.
        var step: Int
        var bytesPerRow: Int
        /// Halvings against luma.
        var across: Int
        var down: Int
    }

    /// Rows of bytes that carry picture, padding left out.
    struct Plane: Hashable, Sendable {
        var offset: Int
        var bytesPerRow: Int
        var used: Int
        var rows: Int
    }

    package let samples: Samples
    package let width: Int
    package let height: Int
    package let range: LumaRange
    package let matrix: ColourMatrix
    /// The fewest bytes a whole picture has.
    package let byteCount: Int
    let bytesPerRow: Int
    /// From the start of a row to its first luma byte, and from one luma byte to the next.
    let lumaOffset: Int
    let lumaStep: Int
    let chroma: Chroma?
    let planes: [Plane]

    /// Larger than any camera: what is beyond is a driver's nonsense.
    package static let longestSide = 16384

    /// Nil where no picture can have such sizes. `bytesPerRow` is that of the first plane; 0, or less than a row
    /// needs, means rows without padding. `lumaRows` says that more rows than the picture's lie before the chroma.
    package init?(
        _ samples: Samples, width: Int, height: Int, bytesPerRow: Int = 0, lumaRows: Int = 0,
        range: LumaRange,
        matrix: ColourMatrix = .bt709
    ) {
        guard 1...Self.longestSide ~= width, 1...Self.longestSide ~= height, bytesPerRow <= 1 << 20,
            lumaRows <= 2 * Self.longestSide
        else { return nil }
        if case .planar(let across, let down) = samples {
            guard 0...2 ~= across, 0...2 ~= down else { return nil }
        }
        self.samples = samples
        self.width = width
        self.height = height
        self.range = range
        self.matrix = matrix
        let isPacked = samples == .yuyv || samples == .uyvy
        let row = max(bytesPerRow, isPacked ? width * 2 : width)
        self.bytesPerRow = row
        lumaStep = isPacked ? 2 : 1
        lumaOffset = samples == .uyvy ? 1 : 0
        let luma = Plane(offset: 0, bytesPerRow: row, used: isPacked ? width * 2 : width, rows: height)
        chroma = Self.chroma(samples, width, max(height, lumaRows), row)
        planes = [luma] + Self.chromaPlanes(samples, chroma, width, height)
        byteCount = planes.map { $0.offset + ($0.rows - 1) * $0.bytesPerRow + $0.used }.max() ?? 0
    }

    private static func chroma(_ samples: Samples, _ width: Int, _ lumaRows: Int, _ row: Int) -> Chroma? {
        let luma = row * lumaRows
        switch samples {
        // One pixel a row has no V.
        case .yuyv, .uyvy:
            let first = samples == .yuyv ? 1 : 0
            return width < 2
                ? nil
                : Chroma(blue: first, red: first + 2, step: 4, bytesPerRow: row, across: 1, down: 0)
        case .nv12:
            return Chroma(
                blue: luma, red: luma + 1, step: 2, bytesPerRow: max(row, (width + 1) / 2 * 2), across: 1,
                down: 1)
        case .planar(let across, let down):
            let bytes = max(halved(width, across), row >> across)
            return Chroma(
                blue: luma, red: luma + bytes * halved(lumaRows, down), step: 1, bytesPerRow: bytes,
                across: across, down: down)
        case .grey: return nil
        }
    }

    private static func chromaPlanes(
        _ samples: Samples, _ chroma: Chroma?, _ width: Int, _ height: Int
    ) -> [Plane] {
        guard let chroma, chroma.step < 4 else { return [] }
        let (columns, rows) = (halved(width, chroma.across), halved(height, chroma.down))
        let used = columns * chroma.step
        let offsets = samples == .nv12 ? [chroma.blue] : [chroma.blue, chroma.red]
        return offsets.map { Plane(offset: $0, bytesPerRow: chroma.bytesPerRow, used: used, rows: rows) }
    }

    /// `length` halved so many times, rounded up.
    static func halved(_ length: Int, _ times: Int) -> Int { (length + (1 << times) - 1) >> times }

    /// How many bytes of picture there are, padding left out.
    var usedBytes: Int { planes.reduce(0) { $0 + $1.used * $1.rows } }
}

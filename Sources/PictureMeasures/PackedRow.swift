/// Lends the rows of a picture as Y U Y V, whatever its layout: one kernel then serves all of them.
struct PackedRow {
    private var scratch: [UInt8] = []

    /// `body` gets the row's bytes and whether luma comes first.
    @inline(__always)
    mutating func lend(
        _ bytes: RawSpan, _ layout: PictureLayout, row: Int, _ body: (RawSpan, Bool) -> Void
    ) {
        let start = row * layout.bytesPerRow
        let luma = bytes.extracting(start..<start + layout.width * layout.lumaStep)
        switch layout.samples {
        case .yuyv: body(luma, true)
        case .uyvy: body(luma, false)
        default:
            pack(luma, bytes, layout, row)
            body(scratch.span.bytes, true)
        }
    }

    private mutating func pack(_ luma: RawSpan, _ bytes: RawSpan, _ layout: PictureLayout, _ row: Int) {
        let width = layout.width
        if scratch.count != width * 2 { scratch = [UInt8](repeating: 128, count: width * 2) }
        let chroma = layout.chroma
        let line = chroma.map { ($0.bytesPerRow) * (row >> $0.down) } ?? 0
        scratch.withUnsafeMutableBufferPointer { packed in
            luma.withUnsafeBytes { luma in
                for column in 0..<width { packed[column * 2] = luma[column] }
            }
            guard let chroma else { return }
            let last = (width - 1) >> chroma.across
            let blue = bytes.extracting(chroma.blue + line..<chroma.blue + line + last * chroma.step + 1)
            let red = bytes.extracting(chroma.red + line..<chroma.red + line + last * chroma.step + 1)
            blue.withUnsafeBytes { blue in
                red.withUnsafeBytes { red in
                    // A pair of pixels shares one U and one V, those of the left one.
                    var column = 0
                    while column < width {
                        let place = (column >> chroma.across) * chroma.step
                        packed[column * 2 + 1] = blue[place]
                        if column + 1 < width { packed[column * 2 + 3] = red[place] }
                        column += 2
                    }
                }
            }
        }
    }
}

extension PictureSample {
    /// cropdetect's limit of 24, meant for limited codes; and how far above it noise may carry a single sample.
    private static let borderLimit = 24.0
    private static let borderNoise = 10.0

    /// The share of the picture that black borders cover: above and below (letterbox), left and right (pillarbox).
    /// Nil for a picture that is black all over, which has no borders.
    package var letterboxRatio: Double? {
        guard !luma.isEmpty else { return nil }
        let mean = range == .limited ? Self.borderLimit : (Self.borderLimit - 16) * 255 / 219
        let most = UInt8(mean + Self.borderNoise)
        let isBorderRow = { (row: Int) in
            Self.isBorder(luma[row * columns..<(row + 1) * columns], mean: mean, most: most)
        }
        let top = (0..<rows).first { !isBorderRow($0) }
        let bottom = (0..<rows).last { !isBorderRow($0) }
        guard let top, let bottom else { return nil }
        let isBorderColumn = { (column: Int) in
            let codes = stride(from: top, through: bottom, by: 1).lazy.map { luma[$0 * columns + column] }
            return Self.isBorder(codes, mean: mean, most: most)
        }
        let left = (0..<columns).first { !isBorderColumn($0) } ?? 0
        let right = (0..<columns).last { !isBorderColumn($0) } ?? columns - 1
        return 1 - Double((bottom - top + 1) * (right - left + 1)) / Double(rows * columns)
    }

    private static func isBorder(_ codes: some Sequence<UInt8>, mean: Double, most: UInt8) -> Bool {
        var (sum, count) = (0, 0)
        for code in codes {
            if code > most { return false }
            sum += Int(code)
            count += 1
        }
        return Double(sum) <= mean * Double(count)
    }
}

extension PictureSample {
    /// Blocks across and down.
    static let evennessBlocks = 4

    /// How even the light is on a backdrop or card: the darkest of its 4 × 4 blocks over the brightest, by mean level
    /// above black. Nil where the brightest is black: nothing is lit.
    package func evenness(in region: Region = .whole) -> Double? {
        let count = Double(Self.evennessBlocks)
        var (least, most) = (Double.infinity, 0.0)
        for row in 0..<Self.evennessBlocks {
            for column in 0..<Self.evennessBlocks {
                let block = Region(
                    x: region.x + region.width * Double(column) / count,
                    y: region.y + region.height * Double(row) / count, width: region.width / count,
                    height: region.height / count)
                let level = max(0, meanLuma(in: block) - range.black)
                least = min(least, level)
                most = max(most, level)
            }
        }
        return most < range.span * 0.02 ? nil : least / most
    }
}

extension LumaSample {
    /// Mean absolute difference to another picture as a share of 255, 0...1; nil when the sizes differ.
    /// 0.001 is −60 dB, ffmpeg freezedetect's default for "the same picture".
    package func difference(to other: LumaSample) -> Double? {
        guard columns == other.columns, rows == other.rows, !codes.isEmpty else { return nil }
        let total = codes.withUnsafeBufferPointer { mine in
            other.codes.withUnsafeBufferPointer { theirs in
                var total = 0
                for index in mine.indices {
                    let (a, b) = (mine[index], theirs[index])
                    total &+= Int(a > b ? a &- b : b &- a)
                }
                return total
            }
        }
        return Double(total) / Double(codes.count) / 255
    }
}

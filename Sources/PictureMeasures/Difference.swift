extension LumaSample {
    /// Mean absolute difference to another picture as a share of 255, 0...1; nil when the sizes differ.
    /// 0.001 is −60 dB, ffmpeg freezedetect's default for "the same picture".
    package func difference(to other: LumaSample) -> Double? {
        guard columns == other.columns, rows == other.rows, !codes.isEmpty else { return nil }
        let total = codes.withUnsafeBufferPointer { mine in
            other.codes.withUnsafeBufferPointer { theirs in
                // 32 bits hold 16 million samples, and twice as many lanes at a time as 64 would.
                var total: UInt32 = 0
                for index in 0..<min(mine.count, theirs.count) {
                    let (a, b) = (mine[index], theirs[index])
                    total &+= UInt32(max(a, b) &- min(a, b))
                }
                return total
            }
        }
        return Double(total) / Double(codes.count) / 255
    }
}

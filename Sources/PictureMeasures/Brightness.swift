extension LumaSample {
    /// Mean luma as a share of the range, 0...1 (the mean of `picture.luma.mean`). Grey cards come out near 0.41.
    package var brightness: Double {
        guard !codes.isEmpty else { return 0 }
        return range.share(ofCode: Double(codes.sum) / Double(codes.count))
    }
}

extension [UInt8] {
    /// The sum of all codes; 64 bits hold 10^16 full pixels.
    var sum: Int {
        withUnsafeBufferPointer { codes in
            var total = 0
            for code in codes { total &+= Int(code) }
            return total
        }
    }
}

extension LumaSample {
    /// The share of samples at or below 10 % luma.
    package var blackRatio: Double {
        guard !codes.isEmpty else { return 0 }
        let blackest = range.blackest
        let dark = codes.withUnsafeBufferPointer { codes in
            // 32 bits: twice as many lanes at a time as 64 would have.
            var dark: UInt32 = 0
            for code in codes { dark &+= code <= blackest ? 1 : 0 }
            return dark
        }
        return Double(dark) / Double(codes.count)
    }

    /// A picture is black from this share on (ffmpeg blackdetect, picture_black_ratio_th).
    package static let blackPicture = 0.98
}

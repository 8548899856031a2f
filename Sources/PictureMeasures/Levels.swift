extension PictureSample {
    /// Mean luma as a share of the range, 0...1 (`picture.luma.mean`). Grey cards come out near 0.41.
    package var brightness: Double {
        guard !luma.isEmpty else { return 0 }
        return range.share(ofCode: Double(luma.sum) / Double(luma.count))
    }

    /// The share of samples under 5 of 255 (EBU R103); limited codes are stretched first.
    package var crushRatio: Double { share { Double($0) < range.code(ofFull: 5) } }

    /// The share of samples at or under 16 of 255; limited codes are stretched first.
    package var darkRatio: Double { share { Double($0) <= range.code(ofFull: 16) } }

    /// The share of samples at or below 10 % luma; `Tones` counts every pixel.
    package var blackRatio: Double { share { $0 <= range.blackest } }

    /// The mean level of a region in IRE: 0 black, 100 white. 18 % grey through the BT.709 curve is 41.
    package func level(in region: Region) -> Double { 100 * range.share(ofCode: meanLuma(in: region)) }

    /// Mean luma code of a region.
    func meanLuma(in region: Region) -> Double {
        guard !luma.isEmpty else { return 0 }
        let cells = region.cells(columns, rows)
        let total = cells.rows.reduce(0) { total, row in
            total
                + luma[row * columns + cells.columns.lowerBound..<row * columns + cells.columns.upperBound]
                .sum
        }
        return Double(total) / Double(cells.rows.count * cells.columns.count)
    }

    /// The share of samples whose code, rising, meets a limit; counts by code, so the limit is asked 256 times.
    private func share(_ isCounted: (UInt8) -> Bool) -> Double {
        guard !luma.isEmpty, let above = (0...255).first(where: { !isCounted(UInt8($0)) }) else {
            return luma.isEmpty ? 0 : 1
        }
        return Double(luma.count(below: UInt8(above))) / Double(luma.count)
    }

    /// A picture is black from this share on (ffmpeg blackdetect, picture_black_ratio_th).
    package static let blackPicture = 0.98

    /// Mean absolute difference to another picture as a share of 256, 0...1; nil when the sizes differ.
    package func difference(to other: PictureSample) -> Double? {
        guard columns == other.columns, rows == other.rows, !luma.isEmpty else { return nil }
        let total = ByteDifference.sum(luma.span.bytes, other.luma.span.bytes)
        return Double(total) / Double(luma.count) / 256
    }
}

extension [UInt8] {
    /// How many codes are below a bound: a true lane of a comparison is 255, which is taken away from its counter.
    func count(below bound: UInt8) -> Int {
        let bytes = span.bytes
        let limit = SIMD16(repeating: bound)
        var (place, total) = (0, 0)
        while place + 16 <= count {
            var lanes = SIMD16<UInt8>.zero
            // A lane counts to 255.
            for _ in 0..<Swift.min(255, (count - place) / 16) {
                let codes = unsafe bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: place, as: SIMD16<UInt8>.self)
                lanes =
                    lanes &- SIMD16<UInt8>.zero.replacing(with: SIMD16(repeating: 255), where: codes .< limit)
                place &+= 16
            }
            for lane in 0..<16 { total += Int(lanes[lane]) }
        }
        for code in self[place...] where code < bound { total += 1 }
        return total
    }
}

extension Collection<UInt8> {
    /// The sum of all codes; 32 bits hold 16 million of them.
    var sum: Int {
        withContiguousStorageIfAvailable { codes in
            var total: UInt32 = 0
            for code in codes { total &+= UInt32(code) }
            return Int(total)
        } ?? reduce(0) { $0 + Int($1) }
    }
}

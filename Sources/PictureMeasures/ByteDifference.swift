/// The sum of absolute differences of two rows of bytes.
enum ByteDifference {
    /// - Parameter other: at least as long as `row`.
    static func sum(_ row: RawSpan, _ other: RawSpan) -> Int {
        let count = min(row.byteCount, other.byteCount)
        var total = 0
        var place = 0
        while place + 16 <= count {
            // Two bytes of at most 255 a step: 128 steps fill 16 bits.
            let vectors = min(128, (count - place) / 16)
            total += vectorSum(row, other, place, vectors)
            place += vectors * 16
        }
        while place < count {
            let mine = row.unsafeLoad(fromByteOffset: place, as: UInt8.self)
            let theirs = other.unsafeLoad(fromByteOffset: place, as: UInt8.self)
            total += Int(max(mine, theirs) - min(mine, theirs))
            place += 1
        }
        return total
    }

    @inline(__always)
    private static func vectorSum(_ row: RawSpan, _ other: RawSpan, _ start: Int, _ vectors: Int) -> Int {
        var sums = SIMD8<UInt16>.zero
        let low = SIMD8<UInt16>(repeating: 0xFF)
        for index in 0..<vectors {
            let place = start &+ index &* 16
            let mine = unsafe row.unsafeLoadUnaligned(
                fromUncheckedByteOffset: place, as: SIMD16<UInt8>.self)
            let theirs = unsafe other.unsafeLoadUnaligned(
                fromUncheckedByteOffset: place, as: SIMD16<UInt8>.self)
            let most = mine.replacing(with: theirs, where: mine .< theirs)
            let least = theirs.replacing(with: mine, where: mine .< theirs)
            let words = unsafeBitCast(most &- least, to: SIMD8<UInt16>.self)
            sums = sums &+ (words & low) &+ (words &>> 8)
        }
        var total = 0
        for lane in 0..<8 { total &+= Int(sums[lane]) }
        return total
    }
}

/// How the two channels of a sound stand to each other over the last second.
package struct StereoImage: Hashable, Sendable {
    /// Left over right, dB, by their power.
    package var balance: Double
    /// −1 (one is the other upside down) … 0 (nothing in common) … 1: Σ LR / √(Σ L² Σ R²); nil where one is silent.
    package var correlation: Double?
    /// Both carry the same: no sample differs by more than 1/65536 (testrtc).
    package var isMono: Bool
    /// RMS of the louder one, dBFS.
    package var level: Double
}

/// The sums behind a `StereoImage`, of one stretch of interleaved frames; stretches add up.
struct PairSums: Sendable {
    /// Half a step of 16 bits.
    static let sameness: Float = 1 / 65536

    private(set) var left = 0.0, right = 0.0, product = 0.0
    private(set) var frames = 0
    private(set) var difference: Float = 0

    /// Frames `position..<position + count` of two interleaved channels. Samples that are no number make the whole sum
    /// none, and `image` nil.
    mutating func add(_ block: Span<Float>, from position: Int, frames count: Int) {
        block.withUnsafeBufferPointer { buffer in
            let raw = UnsafeRawBufferPointer(buffer)
            var (frame, end) = (position, position + count)
            var sums = (SIMD4<Float>(), SIMD4<Float>(), SIMD4<Float>())
            var differences = SIMD4<Float>()
            while frame + 4 <= end {
                let bytes = frame * 2 * MemoryLayout<Float>.stride
                let four = raw.loadUnaligned(fromByteOffset: bytes, as: SIMD8<Float>.self)
                let (one, other) = (four.evenHalf, four.oddHalf)
                sums.0 += one * one
                sums.1 += other * other
                sums.2 += one * other
                let apart = one - other
                differences.replace(with: apart, where: apart .> differences)
                differences.replace(with: -apart, where: -apart .> differences)
                frame += 4
            }
            left += Double(sums.0.sum())
            right += Double(sums.1.sum())
            product += Double(sums.2.sum())
            difference = max(difference, differences.max())
            while frame < end {
                let (one, other) = (buffer[frame * 2], buffer[frame * 2 + 1])
                left += Double(one * one)
                right += Double(other * other)
                product += Double(one * other)
                difference = max(difference, (one - other).magnitude)
                frame += 1
            }
            end = frame
        }
        frames += count
    }

    static func + (one: PairSums, other: PairSums) -> PairSums {
        var sum = one
        sum.left += other.left
        sum.right += other.right
        sum.product += other.product
        sum.frames += other.frames
        sum.difference = max(one.difference, other.difference)
        return sum
    }

    /// Nil of no frames, and of samples that are no numbers.
    var image: StereoImage? {
        guard frames > 0, (left + right + product).isFinite else { return nil }
        let scale = (left * right).squareRoot()
        let (one, other) = (
            Decibels.power(left / Double(frames)), Decibels.power(right / Double(frames))
        )
        return StereoImage(
            balance: one - other, correlation: scale > 0 ? max(-1, min(1, product / scale)) : nil,
            isMono: difference <= Self.sameness, level: max(one, other))
    }
}

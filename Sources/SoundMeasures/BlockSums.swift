/// The sum of a block of one channel, and the sum of its squares: over the number of samples they are the DC offset (a
/// part of full scale) and the power, whose root is the RMS amplitude. Sums, so that blocks of any length add up.
package struct BlockSums: Hashable, Sendable {
    package private(set) var sum = 0.0
    package private(set) var squares = 0.0

    package init() {}

    /// Eight partial sums each, because a compiler must not reorder one running floating point sum and so cannot
    /// vectorise it; single precision within 4096 samples, double beyond, which keeps 0.001 dB.
    package init(_ samples: Span<Float>) {
        samples.withUnsafeBufferPointer { buffer in
            let raw = UnsafeRawBufferPointer(buffer)
            let whole = buffer.count & ~7
            var index = 0
            while index < whole {
                let end = min(index + 4096, whole)
                var (plain, squared) = (SIMD8<Float>(), SIMD8<Float>())
                while index < end {
                    let bytes = index * MemoryLayout<Float>.stride
                    let eight = raw.loadUnaligned(fromByteOffset: bytes, as: SIMD8<Float>.self)
                    plain += eight
                    squared += eight * eight
                    index += 8
                }
                sum += Double(plain.sum())
                squares += Double(squared.sum())
            }
            while index < buffer.count {
                sum += Double(buffer[index])
                squares += Double(buffer[index]) * Double(buffer[index])
                index += 1
            }
        }
    }

    package static func += (total: inout BlockSums, block: BlockSums) {
        total.sum += block.sum
        total.squares += block.squares
    }

    /// The power of `count` samples without their offset: what is heard of them.
    package func alternatingPower(of count: Int) -> Double {
        guard count > 0 else { return 0 }
        let mean = sum / Double(count)
        return max(0, squares / Double(count) - mean * mean)
    }
}

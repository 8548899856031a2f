/// The sum of squares of a block of one channel; over the number of samples it is the power, whose root is the
/// RMS amplitude. Kept as a sum, so that blocks of any length add up to a window.
package enum SquareSum {
    /// Eight partial sums, because a compiler must not reorder one running floating point sum and so cannot
    /// vectorise it; single precision within 4096 samples, double beyond, which keeps 0.001 dB.
    package static func of(_ samples: Span<Float>) -> Double {
        samples.withUnsafeBufferPointer { buffer in
            let raw = UnsafeRawBufferPointer(buffer)
            let whole = buffer.count & ~7
            var total = 0.0
            var index = 0
            while index < whole {
                let end = min(index + 4096, whole)
                var sums = SIMD8<Float>()
                while index < end {
                    let bytes = index * MemoryLayout<Float>.stride
                    let eight = raw.loadUnaligned(fromByteOffset: bytes, as: SIMD8<Float>.self)
                    sums += eight * eight
                    index += 8
                }
                total += Double(sums.sum())
            }
            while index < buffer.count {
                total += Double(buffer[index]) * Double(buffer[index])
                index += 1
            }
            return total
        }
    }
}

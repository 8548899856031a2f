/// The sum of the samples of a block of one channel; over their number it is the DC offset, as a part of full scale.
package enum SampleSum {
    /// In eight partial sums, as `SquareSum`.
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
                    sums += raw.loadUnaligned(fromByteOffset: bytes, as: SIMD8<Float>.self)
                    index += 8
                }
                total += Double(sums.sum())
            }
            while index < buffer.count {
                total += Double(buffer[index])
                index += 1
            }
            return total
        }
    }
}

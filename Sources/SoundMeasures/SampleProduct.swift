/// The sum of the products of two channels' samples: over the root of their square sums it is their correlation.
package enum SampleProduct {
    /// Over the shorter of the two, in eight partial sums, as `BlockSums`.
    package static func sum(_ one: Span<Float>, _ other: Span<Float>) -> Double {
        one.withUnsafeBufferPointer { first in
            other.withUnsafeBufferPointer { second in
                let count = min(first.count, second.count)
                let (left, right) = (UnsafeRawBufferPointer(first), UnsafeRawBufferPointer(second))
                let whole = count & ~7
                var total = 0.0
                var index = 0
                while index < whole {
                    let end = min(index + 4096, whole)
                    var sums = SIMD8<Float>()
                    while index < end {
                        let bytes = index * MemoryLayout<Float>.stride
                        sums +=
                            left.loadUnaligned(fromByteOffset: bytes, as: SIMD8<Float>.self)
                            * right.loadUnaligned(fromByteOffset: bytes, as: SIMD8<Float>.self)
                        index += 8
                    }
                    total += Double(sums.sum())
                }
                while index < count {
                    total += Double(first[index]) * Double(second[index])
                    index += 1
                }
                return total
            }
        }
    }
}

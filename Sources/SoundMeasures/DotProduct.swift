/// The sum of products of two stretches of equal length: what a filter does for each sample that it lets out.
enum DotProduct {
    @inline(__always)
    static func of(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, count: Int) -> Float {
        let (one, other) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
        var sums = (SIMD8<Float>(), SIMD8<Float>())
        var index = 0
        while index + 16 <= count {
            let (near, far) = (index * MemoryLayout<Float>.stride, (index + 8) * MemoryLayout<Float>.stride)
            sums.0 +=
                one.loadUnaligned(fromByteOffset: near, as: SIMD8<Float>.self)
                * other.loadUnaligned(fromByteOffset: near, as: SIMD8<Float>.self)
            sums.1 +=
                one.loadUnaligned(fromByteOffset: far, as: SIMD8<Float>.self)
                * other.loadUnaligned(fromByteOffset: far, as: SIMD8<Float>.self)
            index += 16
        }
        var total = (sums.0 + sums.1).sum()
        while index < count {
            total += left[index] * right[index]
            index += 1
        }
        return total
    }
}

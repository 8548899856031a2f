/// The largest distance from zero in a block of one channel: the sample peak (not the true peak, which needs
/// oversampling and is `LoudnessMeter`'s).
package enum Peak {
    /// 0 for an empty block; `NaN` samples are passed over.
    package static func amplitude(of samples: Span<Float>) -> Float {
        samples.withUnsafeBufferPointer { buffer in
            var largest = SIMD8<Float>()
            let raw = UnsafeRawBufferPointer(buffer)
            let whole = buffer.count & ~7
            var index = 0
            while index < whole {
                let bytes = index * MemoryLayout<Float>.stride
                let eight = raw.loadUnaligned(fromByteOffset: bytes, as: SIMD8<Float>.self)
                let size = SIMD8<Float>(magnitudesOf: eight)
                largest.replace(with: size, where: size .> largest)
                index += 8
            }
            var result = largest.max()
            while index < buffer.count {
                let size = buffer[index].magnitude
                if size > result { result = size }
                index += 1
            }
            return result
        }
    }
}

extension SIMD8<Float> {
    /// Magnitudes: the sign bits cleared, which vectorises where `abs` of the lanes does not.
    @inline(__always)
    init(magnitudesOf signed: SIMD8<Float>) {
        self = unsafeBitCast(
            unsafeBitCast(signed, to: SIMD8<UInt32>.self) & 0x7FFF_FFFF, to: SIMD8<Float>.self)
    }
}

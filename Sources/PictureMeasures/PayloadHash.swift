/// A 64-bit fingerprint of a picture's bytes, every byte read: two live frames of a sensor never share one, for its
/// noise never repeats, and a running clock in a corner is enough to change it. Not for secrets.
package struct PayloadHash: Hashable, Sendable {
    // Fletcher's checksum in four lanes of 64 bits: the sums see every byte, the sums of sums see its place.
    // Additions alone keep up with memory; a multiplication a word would not.
    private var sums = SIMD4<UInt64>(repeating: 0)
    private var places = SIMD4<UInt64>(repeating: 0)
    private var rest: UInt64 = 0

    package init() {}

    package init(_ bytes: RawSpan) { take(bytes) }

    /// One more piece of the picture.
    package mutating func take(_ bytes: RawSpan) {
        var position = 0
        while position + 32 <= bytes.byteCount {
            sums &+= unsafe bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: position, as: SIMD4<UInt64>.self)
            places &+= sums
            position += 32
        }
        while position < bytes.byteCount {
            let byte = UInt64(bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self))
            rest = (rest ^ byte) &* 0x9E37_79B1_85EB_CA87
            rest = rest << 31 | rest >> 33
            position += 1
        }
    }
}

/// A 64-bit fingerprint of a frame's bytes, every byte read: two live frames of a sensor never share one, for its
/// noise never repeats, and a running clock in a corner is enough to change it. Not for secrets.
package struct PayloadHash: Hashable, Sendable {
    package let value: UInt64

    package init(_ bytes: UnsafeRawBufferPointer) {
        // Fletcher's checksum in four lanes of 64 bits: the sums see every byte, the sums of sums see its place.
        // Additions alone keep up with memory; a multiplication a word would not.
        var sums = SIMD4<UInt64>(repeating: 0)
        var places = SIMD4<UInt64>(repeating: 0)
        var position = 0
        while position + 32 <= bytes.count {
            sums &+= bytes.loadUnaligned(fromByteOffset: position, as: SIMD4<UInt64>.self)
            places &+= sums
            position += 32
        }
        var hash = UInt64(bytes.count)
        for lane in 0..<4 {
            hash = Self.mix(hash, sums[lane])
            hash = Self.mix(hash, places[lane])
        }
        for byte in bytes[position...] { hash = Self.mix(hash, UInt64(byte)) }
        value = hash
    }

    private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word) &* 0x9E37_79B1_85EB_CA87
        return product << 31 | product >> 33
    }
}

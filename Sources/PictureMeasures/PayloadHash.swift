/// A 64-bit fingerprint of a frame's bytes, every byte read: two live frames of a sensor never share one, for its
/// noise never repeats, and a running clock in a corner is enough to change it. Not for secrets.
package struct PayloadHash: Hashable, Sendable {
    package let value: UInt64

    package init(_ bytes: UnsafeRawBufferPointer) {
        // Four independent lanes of multiply and rotate keep up with memory.
        let prime: UInt64 = 0x9E37_79B1_85EB_CA87
        var (a, b, c, d) = (prime, prime &* 3, prime &* 5, prime &* 7)
        var place = 0
        let whole = bytes.count & ~31
        while place < whole {
            a = Self.mix(a, bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self), prime)
            b = Self.mix(b, bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self), prime)
            c = Self.mix(c, bytes.loadUnaligned(fromByteOffset: place + 16, as: UInt64.self), prime)
            d = Self.mix(d, bytes.loadUnaligned(fromByteOffset: place + 24, as: UInt64.self), prime)
            place += 32
        }
        while place < bytes.count {
            a = Self.mix(a, UInt64(bytes[place]), prime)
            place += 1
        }
        var hash = UInt64(bytes.count)
        for lane in [a, b, c, d] { hash = Self.mix(hash, lane ^ lane >> 32, prime) }
        value = hash
    }

    private static func mix(_ lane: UInt64, _ word: UInt64, _ prime: UInt64) -> UInt64 {
        let product = (lane ^ word) &* prime
        return product << 31 | product >> 33
    }
}

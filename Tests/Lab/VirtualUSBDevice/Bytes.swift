/// Byte order helpers: USB/IP is big-endian, everything USB itself is little-endian.
extension [UInt8] {
    /// Appends the lowest `count` bytes of a number, least significant first (USB descriptors).
    package mutating func appendLittle(_ value: Int, _ count: Int) {
        for index in 0..<count { append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }

    /// Appends a 32-bit number, most significant byte first (USB/IP headers).
    package mutating func appendBig(_ value: Int32) {
        for shift in [24, 16, 8, 0] { append(UInt8(truncatingIfNeeded: value >> Int32(shift))) }
    }

    /// The big-endian 32-bit number at an offset; zero past the end.
    package func big(at offset: Int) -> Int32 {
        guard offset + 4 <= count else { return 0 }
        return Int32(self[offset]) << 24 | Int32(self[offset + 1]) << 16 | Int32(self[offset + 2]) << 8
            | Int32(self[offset + 3])
    }

    /// The little-endian 16-bit number at an offset; zero past the end.
    package func little16(at offset: Int) -> Int {
        guard offset + 2 <= count else { return 0 }
        return Int(self[offset]) | Int(self[offset + 1]) << 8
    }
}

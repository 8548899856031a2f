/// One attribute inside a netlink message: `struct nlattr` (u16 length with its own 4 bytes, u16 type),
/// then the payload, padded to four bytes.
enum NetlinkAttribute {
    /// The top two bits of a type say "nested" and "network order"; the rest is the type.
    static let typeMask: UInt16 = 0x3FFF
    static let headerLength = 4

    /// Hands each whole attribute to `body`. A length that lies ends the walk: what follows cannot be
    /// trusted.
    static func forEach(in span: RawSpan, from start: Int = 0, _ body: (UInt16, RawSpan) -> Void) {
        var offset = start
        while let length = span.integer(UInt16.self, at: offset),
            let type = span.integer(UInt16.self, at: offset + 2)
        {
            let end = offset + Int(length)
            guard Int(length) >= headerLength, end <= span.byteCount else { return }
            body(type & typeMask, span.extracting(offset + headerLength..<end))
            offset = aligned(end)
        }
    }

    /// NLA_ALIGN: attributes and messages start on multiples of four.
    static func aligned(_ length: Int) -> Int { (length + 3) & ~3 }
}

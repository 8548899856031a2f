/// A pixel format's four letters, as V4L2 packs them: the first letter in the lowest byte.
package struct FourCC: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Reads "YUYV" or "GREY"; a shorter text is padded with blanks ("Y16 "). V4L2_PIX_FMT_* are
    /// function-like macros, which Swift does not import, so the letters are packed here.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...4).contains(bytes.count), bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            return nil
        }
        var packed: UInt32 = 0
        for index in 0..<4 {
            packed |= UInt32(index < bytes.count ? bytes[index] : 0x20) << (8 * UInt32(index))
        }
        rawValue = packed
    }

    private init(_ a: Character, _ b: Character, _ c: Character, _ d: Character) {
        rawValue = [a, b, c, d].enumerated().reduce(0) { packed, letter in
            packed | UInt32(letter.element.asciiValue ?? 0x3F) << (8 * UInt32(letter.offset))
        }
    }

    package static let yuyv = FourCC("Y", "U", "Y", "V")
    package static let uyvy = FourCC("U", "Y", "V", "Y")
    package static let nv12 = FourCC("N", "V", "1", "2")
    package static let yu12 = FourCC("Y", "U", "1", "2")
    package static let grey = FourCC("G", "R", "E", "Y")
    package static let mjpg = FourCC("M", "J", "P", "G")
    package static let jpeg = FourCC("J", "P", "E", "G")

    /// The letters without trailing blanks. Bit 31 marks a big-endian variant and is written "-BE".
    package var description: String {
        var text = ""
        for index in 0..<4 {
            let byte = UInt8(truncatingIfNeeded: (rawValue & 0x7FFF_FFFF) >> (8 * UInt32(index)))
            text.unicodeScalars.append((0x20...0x7E).contains(byte) ? Unicode.Scalar(byte) : "?")
        }
        while text.last == " " { text.removeLast() }
        return rawValue & 0x8000_0000 == 0 ? text : text + "-BE"
    }
}

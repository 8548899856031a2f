/// What must not be repeated: the secrets of a studio, and the addresses that carry them. Takes them out of any text, by
/// value (every part of an address that may be a key) and by shape (whatever follows the host of any address).
package struct Confidential: Sendable {
    /// What stands where a secret stood.
    package static let mask = "•••"

    /// Longest first, so that a key is not cut up by its own part.
    private let forms: [[UInt8]]

    package init(_ texts: some Sequence<String>) {
        var forms: Set<[UInt8]> = []
        for piece in texts.flatMap(Self.pieces) {
            forms.insert(Array(piece.utf8))
            forms.insert(PercentCoding.encoded(piece))
            forms.insert(PercentCoding.encoded(piece, slashes: true))
            forms.insert(PercentCoding.decoded(piece))
        }
        self.forms = forms.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    }

    package init(_ secrets: [Secret]) { self.init(secrets.map(\.exposed)) }

    /// The text without any of it.
    package func redacted(_ text: String) -> String {
        // By value first: a key may hold the very characters that end an address.
        let unnamed = forms.contains { !text.utf8.ranges(of: $0).isEmpty } ? withoutForms(text) : text
        return AddressShape.isIn(unnamed) ? AddressShape.shortened(unnamed) : unnamed
    }

    private func withoutForms(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        scan: while index < bytes.count {
            for form in forms where bytes[index...].starts(with: form) {
                result += Self.mask.utf8
                index += form.count
                continue scan
            }
            result.append(bytes[index])
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A whole text, and where it is an address: its user and password, the parts of its path, its query and the values
    /// in it. Three bytes hide nothing; a short part before the last is a server's `live`, and a word of ours as often.
    private static func pieces(_ text: String) -> [String] {
        guard let mark = text.firstRange(of: "://") else { return [text] }
        let rest = text[mark.upperBound...]
        let authorityEnd = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        let authority = rest[..<authorityEnd]
        var found: [Substring] = []
        if let at = authority.lastIndex(of: "@") {
            let user = authority[..<at]
            found += [user] + user.split(separator: ":")
        }
        let parts = rest[authorityEnd...].split(separator: "?", maxSplits: 1)
        let path = (parts.first ?? "").split(separator: "/")
        found += path.dropLast().filter { $0.utf8.count > 6 } + path.suffix(1)
        if parts.count > 1 {
            found.append(parts[1])
            found += parts[1].split { "&#,".contains($0) }
                .compactMap { pair in pair.firstIndex(of: "=").map { pair[pair.index(after: $0)...] } }
        }
        return [text] + found.filter { $0.utf8.count > 3 }.map(String.init)
    }
}

/// An address in running text: `scheme://user@host:port/whatever`.
package enum AddressShape {
    static func isIn(_ text: String) -> Bool { text.utf8.firstRange(of: "://".utf8) != nil }

    /// The text with every address cut down to its scheme and host: what follows is usually the key.
    package static func shortened(_ text: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let mark = rest.firstRange(of: "://") {
            let end = rest[mark.upperBound...].firstIndex(where: ends) ?? rest.endIndex
            let address = rest[mark.upperBound..<end]
            let authority = address.prefix { !"/?#".contains($0) }
            let host =
                authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
            result += rest[..<mark.upperBound] + host
            if address.endIndex > authority.endIndex { result += "/" + Confidential.mask }
            rest = rest[end...]
        }
        return result + rest
    }

    private static func ends(_ character: Character) -> Bool {
        character.isWhitespace || "\"'`<>“”‘’，。；）".contains(character)
    }
}

/// RFC 3986, section 2.1.
enum PercentCoding {
    static func encoded(_ text: String, slashes: Bool = false) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x2F where !slashes: [byte]
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: [byte]
            default: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
    }

    static func decoded(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                result.append(byte)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}

/// Takes secrets out of text by value: whatever a library writes, the key does not get through.
package struct Redactor: Sendable {
    /// What stands where a secret stood.
    package static let mark = "•••"

    private let secrets: [[UInt8]]

    /// Secrets of more than three bytes, each also in its percent-encoded and decoded forms.
    package init(_ secrets: [String]) {
        var forms: Set<[UInt8]> = []
        for secret in secrets where secret.utf8.count > 3 {
            forms.insert(Array(secret.utf8))
            forms.insert(Self.percentEncoded(secret, plain: "-._~/"))
            forms.insert(Self.percentEncoded(secret, plain: "-._~"))
            forms.insert(Self.percentDecoded(secret))
        }
        self.secrets = forms.filter { $0.count > 3 }.sorted { $0.count > $1.count }
    }

    /// The text without any secret; control characters become spaces, so that one line stays one line.
    /// Of a line that was `cut`, a tail that begins a secret goes too.
    package func redact(_ text: String, cut: Bool = false) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        scan: while index < bytes.count {
            for secret in secrets where bytes[index...].starts(with: secret) {
                result += Self.mark.utf8
                index += secret.count
                continue scan
            }
            if cut, secrets.contains(where: { $0.starts(with: bytes[index...]) }) {
                result += Self.mark.utf8
                break
            }
            result.append(bytes[index] < 0x20 || bytes[index] == 0x7F ? 0x20 : bytes[index])
            index += 1
        }
        while result.last == 0x20 { result.removeLast() }
        // By value first: a key may hold the very characters that end an address.
        return Self.withoutAddresses(String(decoding: result, as: UTF8.self))
    }

    /// Addresses cut down to scheme and host, and paths left out: what a playlist names was never ours to know by value.
    private static func withoutAddresses(_ text: String) -> String {
        var words = [Substring()]
        var ends: [Character] = []
        for character in text {
            if character == " " || "'\"`<>()".contains(character) {
                ends.append(character)
                words.append(Substring())
            } else {
                words[words.count - 1].append(character)
            }
        }
        var result = ""
        for (index, word) in words.enumerated() {
            result += harmless(word)
            if index < ends.count { result.append(ends[index]) }
        }
        return result
    }

    private static func harmless(_ word: Substring) -> String {
        guard let mark = word.firstRange(of: "://") else {
            return word.first == "/" && word.utf8.count > 3 ? Self.mark : String(word)
        }
        let authority = word[mark.upperBound...].prefix { !"/?#".contains($0) }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        return String(word[..<mark.upperBound]) + host
            + (authority.endIndex < word.endIndex ? "/" + Self.mark : "")
    }

    private static func percentEncoded(_ text: String, plain: String) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return text.utf8.flatMap { byte -> [UInt8] in
            let character = Unicode.Scalar(byte)
            let isPlain = character.properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte)
            return isPlain || plain.utf8.contains(byte)
                ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }

    private static func percentDecoded(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
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

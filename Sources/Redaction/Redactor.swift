/// Takes out of any text what must not be repeated: secrets, and the addresses that carry them. By value (every part
/// of an address that may be a key) and by shape (whatever follows the host of any address).
package struct Redactor: Sendable {
    /// What stands where a secret stood.
    package static let mask = "•••"

    /// Longest first, so that a key is not cut up by its own part.
    private let forms: [[UInt8]]

    /// - Parameter texts: secrets, and addresses that hold some; each is known percent-encoded and decoded too. Three
    ///   bytes hide nothing.
    package init(_ texts: some Sequence<String>) {
        var forms: Set<[UInt8]> = []
        for piece in texts.flatMap({ [$0] + AddressShape.keys(in: $0).map(String.init) })
        where piece.utf8.count > 3 {
            forms.insert(Array(piece.utf8))
            forms.insert(PercentCoding.encoded(piece))
            forms.insert(PercentCoding.encoded(piece, slashes: true))
            forms.insert(PercentCoding.decoded(piece))
        }
        self.forms = forms.filter { $0.count > 3 }.sorted { $0.count > $1.count }
    }

    /// The text without any of it.
    package func redacted(_ text: String) -> String {
        // By value first: a key may hold the very characters that end an address.
        let unnamed = forms.contains { !text.utf8.ranges(of: $0).isEmpty } ? withoutForms(text) : text
        return AddressShape.isIn(unnamed) ? AddressShape.shortened(unnamed) : unnamed
    }

    /// A line that a library wrote, without any of it and without paths; control characters become spaces, so that one
    /// line stays one line. Of a line that was `cut`, a tail that begins a secret goes too.
    package func redacted(line: String, cut: Bool = false) -> String {
        let plain = String(
            decoding: line.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
        var unnamed = withoutForms(plain, cut: cut)
        while unnamed.last == " " { unnamed.removeLast() }
        return AddressShape.withoutPaths(AddressShape.shortened(unnamed))
    }

    private func withoutForms(_ text: String, cut: Bool = false) -> String {
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
            if cut, forms.contains(where: { $0.starts(with: bytes[index...]) }) {
                result += Self.mask.utf8
                break
            }
            result.append(bytes[index])
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }
}

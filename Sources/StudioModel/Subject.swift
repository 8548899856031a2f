/// One thing that is watched, written `family/name`: `camera/host`, `microphone/lavalier-1`.
///
/// Families and names hold lower-case letters, digits, `-` and `.`, so that a subject is safe in a file name,
/// a URL and a shell.
package struct Subject: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    /// `nil` unless the text is exactly one family and one name.
    package init?(rawValue: String) {
        let parts = rawValue.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy(Subject.isWord) else { return nil }
        self.rawValue = rawValue
    }

    /// A subject from two parts known to be words; `nil` when one is not.
    package init?(family: String, name: String) {
        self.init(rawValue: "\(family)/\(name)")
    }

    private init(known word: String) {
        rawValue = word
    }

    /// OnAir's own desk, which is judged like everything else.
    package static let desk = Subject(known: "desk/onair")

    /// Whether it is a part of OnAir, not of the studio.
    package var isOwn: Bool { self == .desk || family == "probe" }

    /// `camera` of `camera/host`.
    package var family: String { String(rawValue.prefix { $0 != "/" }) }

    /// `host` of `camera/host`.
    package var name: String { String(rawValue.drop { $0 != "/" }.dropFirst()) }

    private static func isWord(_ part: Substring) -> Bool {
        !part.isEmpty && part.utf8.count <= 64
            && part.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            }
    }
}

extension Subject: Comparable {
    package static func < (left: Subject, right: Subject) -> Bool { left.rawValue < right.rawValue }
}

extension Subject: CustomStringConvertible {
    package var description: String { rawValue }
}

extension Subject: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let subject = Subject(rawValue: text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "“\(text)” is not a subject; write family/name, as in camera/host")
        }
        self = subject
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

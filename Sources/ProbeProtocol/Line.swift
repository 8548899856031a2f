import FoundationEssentials

/// Encoding and decoding of one protocol line.
package enum Line {
    /// The longest line, newline excluded.
    package static let limit = 64 * 1024

    /// The JSON of a record or command, with its newline.
    package static func encode(_ value: some Encodable) throws -> [UInt8] { try encodeAny(value) }

    private static func encodeAny(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes = [UInt8](try encoder.encode(value))
        bytes.append(0x0A)
        return bytes
    }

    /// The JSON of a probe's record, with its newline.
    package static func encode(_ record: ProbeRecord) throws -> [UInt8] {
        if case .readings(let readings) = record, let text = ReadingsText(readings) {
            return text.bytes + [0x0A]
        }
        return try encodeAny(record)
    }

    /// A record or command from a line without its newline.
    package static func decode<Message: Decodable>(_ type: Message.Type, from bytes: some Collection<UInt8>)
        throws
        -> Message
    {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}

/// Cuts a stream of raw bytes into lines at 0x0A; a line over the limit is skipped up to its newline.
package struct LineSplitter: Sendable {
    private var rest: [UInt8] = []
    private var skipping = false
    /// Lines that were too long.
    package private(set) var skipped = 0

    package init() {}

    /// Takes the next bytes.
    /// - Returns: the lines they complete, without newlines; empty lines are left out.
    package mutating func push(_ bytes: some Sequence<UInt8>) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for byte in bytes {
            if byte == 0x0A {
                if skipping {
                    skipping = false
                } else if !rest.isEmpty {
                    lines.append(rest)
                }
                rest.removeAll(keepingCapacity: true)
            } else if !skipping {
                rest.append(byte)
                if rest.count > Line.limit {
                    skipping = true
                    skipped += 1
                    rest.removeAll(keepingCapacity: true)
                }
            }
        }
        return lines
    }
}

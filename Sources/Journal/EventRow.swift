import Crypto
import GRDB
import StudioModel

/// One row of the event table, as stored.
///
/// A row's hash is SHA-256 over this framing, in this order: the text `onair.event/1` and a zero byte; the 32 bytes
/// of the previous row's hash (zeros before the first row); then each column from `sequence` to `body` as a tag
/// byte (0 null, 1 integer, 2 real, 3 text, 4 blob), its length as eight bytes, most significant first, and its
/// bytes (integers as eight bytes two's complement, most significant first; text as UTF-8). The lengths make the
/// framing unambiguous, and the tags make a changed type a changed hash.
struct EventRow {
    static let columns = [
        "sequence", "version", "wall", "monotonic", "boot", "process", "show", "incident", "kind", "body",
    ]

    static let genesis = [UInt8](repeating: 0, count: 32)

    /// The values of `columns`.
    var values: [DatabaseValue]
    var previous: [UInt8]
    var hash: [UInt8]

    /// A new row after the one whose hash is `previous`.
    init(values: [DatabaseValue], previous: [UInt8]) {
        self.values = values
        self.previous = previous
        self.hash = EventRow.digest(previous: previous, values: values)
    }

    /// A stored row, whatever types somebody put into it.
    init(_ row: Row) {
        values = EventRow.columns.map { row[$0] }
        previous = EventRow.bytes(row["previous"])
        hash = EventRow.bytes(row["hash"])
    }

    /// Whether the hash is the one of these columns.
    var isSound: Bool { EventRow.digest(previous: previous, values: values) == hash }

    var sequence: Int64? { Int64.fromDatabaseValue(values[0]) }
    var wall: WallTime { WallTime(milliseconds: Int64.fromDatabaseValue(values[2]) ?? 0) }
    var show: String? { String.fromDatabaseValue(values[6]) }
    var kind: String { String.fromDatabaseValue(values[8]) ?? "" }
    var body: [UInt8] { EventRow.bytes(values[9]) }

    private static func bytes(_ value: DatabaseValue) -> [UInt8] {
        if case .blob(let data) = value.storage { [UInt8](data) } else { [] }
    }

    static func digest(previous: [UInt8], values: [DatabaseValue]) -> [UInt8] {
        var framed = Array("onair.event/1\0".utf8) + previous
        for value in values { frame(value, into: &framed) }
        return Array(SHA256.hash(data: framed))
    }

    private static func frame(_ value: DatabaseValue, into bytes: inout [UInt8]) {
        switch value.storage {
        case .null: append(tag: 0, [], to: &bytes)
        case .int64(let number): append(tag: 1, bigEndian(UInt64(bitPattern: number)), to: &bytes)
        case .double(let number): append(tag: 2, bigEndian(number.bitPattern), to: &bytes)
        case .string(let text): append(tag: 3, Array(text.utf8), to: &bytes)
        case .blob(let data): append(tag: 4, [UInt8](data), to: &bytes)
        }
    }

    private static func append(tag: UInt8, _ field: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(tag)
        bytes += bigEndian(UInt64(field.count))
        bytes += field
    }

    private static func bigEndian(_ number: UInt64) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}

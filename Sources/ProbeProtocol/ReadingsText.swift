import StudioModel

/// A readings record as JSON, written by hand: a probe says it up to twenty times a second, and the general encoder
/// takes several times as long for it. Everything else goes the general way.
struct ReadingsText {
    private(set) var bytes: [UInt8] = []

    /// `nil` when a number is not finite: JSON cannot say it, and the general encoder says so.
    init?(_ record: ReadingsRecord) {
        let numbers = record.values.values + record.outcomes.values.compactMap(\.value)
        guard numbers.allSatisfy({ $0.number?.isFinite ?? true }) else { return nil }
        bytes.reserveCapacity(128 + 48 * (record.values.count + record.outcomes.count))
        write("{")
        if !record.outcomes.isEmpty {
            write("\"outcomes\":")
            object(record.outcomes) { text, outcome in text.outcome(outcome) }
            write(",")
        }
        write("\"record\":\"readings\",\"subject\":")
        string(record.subject.rawValue)
        write(",\"t\":\(record.t.nanoseconds)")
        if !record.values.isEmpty {
            write(",\"values\":")
            object(record.values) { text, value in text.value(value) }
        }
        write("}")
    }

    private mutating func object<Member>(_ members: [Metric: Member], _ one: (inout Self, Member) -> Void) {
        var separator = "{"
        for (metric, member) in members.sorted(by: { $0.key < $1.key }) {
            write(separator)
            string(metric.rawValue)
            write(":")
            one(&self, member)
            separator = ","
        }
        write("}")
    }

    private mutating func outcome(_ outcome: Outcome) {
        write("{\"\(outcome.kind)\":")
        if case .value(let value) = outcome { self.value(value) } else { string(outcome.reason ?? "") }
        write("}")
    }

    private mutating func value(_ value: Value) {
        switch value {
        // The shortest digits that read back as the same number; a whole one keeps its ".0", which JSON allows.
        case .number(let number): write(number.description)
        case .flag(let flag): write(flag ? "true" : "false")
        case .text(let text): string(text)
        }
    }

    /// RFC 8259, section 7: the quote, the backslash and what lies below the space must be escaped.
    private mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                write(byte < 0x10 ? "\\u000" : "\\u00")
                write(String(byte, radix: 16))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }
}

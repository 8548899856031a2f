/// What a measure found: a finite number in the metric's unit, a yes or no, or a word.
package enum Value: Hashable, Sendable {
    case number(Double)
    case flag(Bool)
    case text(String)

    /// What sort of answer a value is. Two of different kinds cannot be compared: “no” is no percentage.
    package enum Kind: String, Codable, Sendable {
        case number, flag, text
    }

    package var kind: Kind {
        switch self {
        case .number: .number
        case .flag: .flag
        case .text: .text
        }
    }

    /// The number, when it is one.
    package var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The flag, when it is one.
    package var flag: Bool? {
        if case .flag(let flag) = self { flag } else { nil }
    }

    /// The text, when it is one.
    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}

extension Value: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByStringLiteral
{
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }
    package init(stringLiteral value: String) { self = .text(value) }
}

extension Value: CustomStringConvertible {
    /// The value as a person reads it: whole numbers without a point, others with at most three decimals.
    package var description: String {
        switch self {
        case .number(let number): Value.plain(number)
        case .flag(let flag): flag ? "yes" : "no"
        case .text(let text): text
        }
    }

    /// A number with at most three decimals and no trailing zeros.
    package static func plain(_ number: Double) -> String {
        guard number.isFinite else { return "?" }
        let scaled = (number * 1000).rounded()
        guard abs(scaled) < 9e15 else { return "\(number)" }
        let thousandths = Int64(scaled)
        let sign = thousandths < 0 ? "-" : ""
        let whole = abs(thousandths) / 1000
        var fraction = String(abs(thousandths) % 1000 + 1000).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return fraction.isEmpty ? "\(sign)\(whole)" : "\(sign)\(whole).\(fraction)"
    }
}

extension Value: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Most values are numbers, and an attempt that fails costs more than one that succeeds.
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .text(let text): try container.encode(text)
        }
    }
}

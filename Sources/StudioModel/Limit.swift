/// One comparison of a metric with a number, a word, or something the profile knows.
///
/// Written as `< 0.98`, `== true`, `!= running`, `< 0.8 * profile.bitrate`, `> baseline.gain + 6`.
package struct Limit: Hashable, Sendable {
    package enum Comparison: String, Codable, CaseIterable, Sendable {
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case greater = ">"
    }

    /// What the metric is compared with.
    package enum Operand: Hashable, Sendable {
        case literal(Value)
        /// `factor * profile.key + offset`: `scope` is `profile` (the subject's `expect`) or `baseline`.
        case reference(scope: Scope, key: String, factor: Double, offset: Double)
    }

    package enum Scope: String, Codable, Sendable {
        case profile
        case baseline
    }

    package var comparison: Comparison
    package var operand: Operand

    package init(_ comparison: Comparison, _ operand: Operand) {
        self.comparison = comparison
        self.operand = operand
    }

    package init(_ comparison: Comparison, _ value: Value) {
        self.init(comparison, .literal(value))
    }
}

extension Limit {
    /// Whether `value` meets the comparison with the resolved operand; `nil` when the two are of different kinds, or
    /// have no order: then nothing can be said, and what cannot be said is never in order.
    package func isMet(by value: Value, against operand: Value) -> Bool? {
        guard value.kind == operand.kind else { return nil }
        switch (comparison, value, operand) {
        case (.equal, _, _): return value == operand
        case (.notEqual, _, _): return value != operand
        case (.less, .number(let left), .number(let right)): return left < right
        case (.lessOrEqual, .number(let left), .number(let right)): return left <= right
        case (.greater, .number(let left), .number(let right)): return left > right
        case (.greaterOrEqual, .number(let left), .number(let right)): return left >= right
        default: return nil
        }
    }

    /// Why a value cannot be compared with the operand.
    package static func mismatch(_ value: Value, _ operand: Value) -> String {
        "a \(value.kind.rawValue) was given where a \(operand.kind.rawValue) is judged"
    }

    /// The operand's value, given what the profile expects and what was learned; `nil` when it is not known.
    package func resolved(profile: [String: Value], baseline: [String: Value]) -> Value? {
        switch operand {
        case .literal(let value): return value
        case .reference(let scope, let key, let factor, let offset):
            let known = scope == .profile ? profile[key] : baseline[key]
            guard let known else { return nil }
            guard let number = known.number else { return factor == 1 && offset == 0 ? known : nil }
            return .number(number * factor + offset)
        }
    }
}

extension Limit: CustomStringConvertible {
    /// As people read numbers, unless that would be another number: what is written must read back.
    private static func exact(_ number: Double) -> String {
        let plain = Value.plain(number)
        return Double(plain) == number ? plain : "\(number)"
    }

    package var description: String {
        switch operand {
        case .literal(.flag(let flag)): return "\(comparison.rawValue) \(flag)"
        case .literal(.number(let number)): return "\(comparison.rawValue) \(Limit.exact(number))"
        case .literal(let value): return "\(comparison.rawValue) \(value)"
        case .reference(let scope, let key, let factor, let offset):
            let scaled = factor == 1 ? "" : "\(Limit.exact(factor)) * "
            let shift = offset == 0 ? "" : (offset > 0 ? " + " : " - ") + Limit.exact(abs(offset))
            return "\(comparison.rawValue) \(scaled)\(scope.rawValue).\(key)\(shift)"
        }
    }
}

extension Limit: LosslessStringConvertible {
    /// Parses the written form; `nil` when it is none.
    package init?(_ text: String) {
        let trimmed = text.drop { $0 == " " }
        guard let comparison = Comparison.allCases.first(where: { trimmed.hasPrefix($0.rawValue) }) else {
            return nil
        }
        let words = trimmed.dropFirst(comparison.rawValue.count).split(separator: " ").map(String.init)
        guard let operand = Limit.operand(words) else { return nil }
        self.init(comparison, operand)
    }

    private static func operand(_ words: [String]) -> Operand? {
        var words = words
        var factor = 1.0
        if words.count >= 3, words[1] == "*", let number = Double(words[0]) {
            factor = number
            words.removeFirst(2)
        }
        guard let first = words.first else { return nil }
        let scopes = [Scope.profile, .baseline]
        guard let scope = scopes.first(where: { first.hasPrefix($0.rawValue + ".") }) else {
            guard words.count == 1, factor == 1 else { return nil }
            return .literal(literal(first))
        }
        let key = String(first.dropFirst(scope.rawValue.count + 1))
        guard !key.isEmpty else { return nil }
        guard words.count > 1 else {
            return .reference(scope: scope, key: key, factor: factor, offset: 0)
        }
        guard words.count == 3, words[1] == "+" || words[1] == "-", let shift = Double(words[2]) else {
            return nil
        }
        return .reference(scope: scope, key: key, factor: factor, offset: words[1] == "+" ? shift : -shift)
    }

    private static func literal(_ word: String) -> Value {
        if word == "true" { return .flag(true) }
        if word == "false" { return .flag(false) }
        if let number = Double(word), number.isFinite { return .number(number) }
        return .text(word)
    }
}

extension Limit: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let limit = Limit(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is not a limit; write one as in \"< 0.98\"")
        }
        self = limit
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

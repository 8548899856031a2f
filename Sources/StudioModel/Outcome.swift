/// The result of measuring: a value, or the reason why there is none.
///
/// "Not there" and "not supported" are results, not errors; a missing value is never taken for a good one.
package enum Outcome: Hashable, Sendable {
    case value(Value)
    /// The thing is not there; the reason says what is missing.
    case absent(String)
    /// The thing cannot tell this; the reason says why.
    case unsupported(String)
    /// The system did not let us look; the reason says which right would help.
    case denied(String)
    /// Measuring went wrong; the reason says how.
    case failed(String)

    package static func number(_ number: Double) -> Outcome { .value(.number(number)) }
    package static func flag(_ flag: Bool) -> Outcome { .value(.flag(flag)) }
    package static func text(_ text: String) -> Outcome { .value(.text(text)) }

    /// The value, when there is one.
    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// Why there is no value; `nil` when there is one.
    package var reason: String? {
        switch self {
        case .value: nil
        case .absent(let reason), .unsupported(let reason), .denied(let reason), .failed(let reason): reason
        }
    }

    /// `value`, `absent`, `unsupported`, `denied` or `failed`: the key used in records.
    package var kind: String {
        switch self {
        case .value: "value"
        case .absent: "absent"
        case .unsupported: "unsupported"
        case .denied: "denied"
        case .failed: "failed"
        }
    }
}

extension Outcome: CustomStringConvertible {
    package var description: String {
        switch self {
        case .value(let value): value.description
        default: "\(kind): \(reason ?? "")"
        }
    }
}

extension Outcome: Codable {
    /// One key names the kind: `{"value":29.97}`, `{"absent":"no such card"}`.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        if let value = try container.decodeIfPresent(Value.self, forKey: AnyKey("value")) {
            self = .value(value)
        } else if let reason = try container.decodeIfPresent(String.self, forKey: AnyKey("absent")) {
            self = .absent(reason)
        } else if let reason = try container.decodeIfPresent(String.self, forKey: AnyKey("unsupported")) {
            self = .unsupported(reason)
        } else if let reason = try container.decodeIfPresent(String.self, forKey: AnyKey("denied")) {
            self = .denied(reason)
        } else if let reason = try container.decodeIfPresent(String.self, forKey: AnyKey("failed")) {
            self = .failed(reason)
        } else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "an outcome needs one of value, absent, unsupported, denied, failed"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        if case .value(let value) = self {
            try container.encode(value, forKey: AnyKey(kind))
        } else {
            try container.encode(reason ?? "", forKey: AnyKey(kind))
        }
    }
}

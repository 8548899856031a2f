/// What is measured of a subject: a dotted name whose unit the probe's description states, as in
/// `camera.fps.delivered` (Hz).
package struct Metric: RawRepresentable, Hashable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

extension Metric: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) {
        self.init(rawValue: value)
    }
}

extension Metric: Comparable {
    package static func < (left: Metric, right: Metric) -> Bool { left.rawValue < right.rawValue }
}

extension Metric: CustomStringConvertible {
    package var description: String { rawValue }
}

extension Metric: Codable, CodingKeyRepresentable {
    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package var codingKey: any CodingKey { AnyKey(rawValue) }

    package init?(codingKey: some CodingKey) {
        self.init(rawValue: codingKey.stringValue)
    }
}

/// A coding key made from any text: lets dictionaries keyed by our own words encode as JSON objects.
package struct AnyKey: CodingKey {
    package let stringValue: String
    package var intValue: Int? { nil }

    package init(_ text: String) {
        stringValue = text
    }

    package init?(stringValue: String) {
        self.stringValue = stringValue
    }

    package init?(intValue: Int) {
        nil
    }
}

extension Subject: CodingKeyRepresentable {
    package var codingKey: any CodingKey { AnyKey(rawValue) }

    package init?(codingKey: some CodingKey) {
        self.init(rawValue: codingKey.stringValue)
    }
}

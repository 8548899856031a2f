import StudioModel

/// What a probe says of itself when asked to `describe`: one JSON object.
package struct ProbeDescription: Hashable, Codable, Sendable {
    /// How many processes the desk starts for a family.
    package enum Isolation: String, Codable, Sendable {
        /// One process a subject: a device that hangs costs only itself.
        case subject
        /// One process for the family.
        case family
    }

    /// The family of the subjects it reads: `camera`.
    package var family: String
    /// Families beside the first that it reads too: the network probe reads `link` and `uplink`.
    package var families: [String]
    /// The version of the line protocol.
    package var protocolVersion: Int
    package var isolation: Isolation
    package var metrics: [MetricDescription]
    /// The keys a profile may match a device by.
    package var matchKeys: [String]
    /// The keys of a subject's `expect` that it reads; a probe from before this was asked says nothing of it.
    package var expectKeys: [String]?
    /// The names of a subject's secrets that it reads; likewise.
    package var secretKeys: [String]?
    /// The rights it needs, each with what would give it.
    package var permissions: [String]
    /// The media types that `capture` can be asked for; a probe from before there was any says nothing of it.
    package var captures: [String]?

    package init(
        family: String, families: [String] = [], protocolVersion: Int = 1, isolation: Isolation,
        metrics: [MetricDescription], matchKeys: [String], expectKeys: [String]? = nil,
        secretKeys: [String]? = nil, permissions: [String] = [], captures: [String]? = nil
    ) {
        self.family = family
        self.families = families.isEmpty ? [family] : families
        self.protocolVersion = protocolVersion
        self.isolation = isolation
        self.metrics = metrics
        self.matchKeys = matchKeys
        self.expectKeys = expectKeys
        self.secretKeys = secretKeys
        self.permissions = permissions
        self.captures = captures
    }

    private enum CodingKeys: String, CodingKey {
        case family, families
        case protocolVersion = "protocol"
        case isolation, metrics
        case matchKeys = "match-keys"
        case expectKeys = "expect-keys"
        case secretKeys = "secret-keys"
        case permissions, captures
    }
}

/// One metric a probe can read.
package struct MetricDescription: Hashable, Codable, Sendable {
    /// A state is sent when it changes and every 5 s; a level with every sample.
    package enum Kind: String, Codable, Sendable {
        case state
        case level
    }

    package var name: Metric
    /// As written beside the value: `Hz`, `dBFS`, `1` for a ratio, empty for flags and words.
    package var unit: String
    package var kind: Kind
    /// Seconds between two readings at most; after three of them without one the subject has no data.
    package var period: Double
    /// One sentence.
    package var meaning: String
    /// Where the number is read, or the formula's source.
    package var source: String
    /// The least and the most it can be, where the unit does not say it already.
    package var least: Double?
    package var most: Double?

    package init(
        _ name: Metric, unit: String = "", kind: Kind, period: Double = 5, meaning: String, source: String,
        least: Double? = nil, most: Double? = nil
    ) {
        self.name = name
        self.unit = unit
        self.kind = kind
        self.period = period
        self.meaning = meaning
        self.source = source
        self.least = least
        self.most = most
    }
}

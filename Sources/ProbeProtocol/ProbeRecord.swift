import StudioModel

/// What a probe tells the desk, one JSON object a line, named by its `record`.
package enum ProbeRecord: Hashable, Sendable {
    case device(DiscoveredDevice)
    case readings(ReadingsRecord)
    case event(EventRecord)
    case alive(AliveRecord)
    /// A capture was written, or an action carried out; the latter says what it did.
    case done(id: Int, ActResult? = nil)
    case refused(id: Int, reason: String)
    /// The inspection is over.
    case end
    /// A record this version does not know; logged, never fatal.
    case unknown(String)
}

/// What was read of one subject at one instant.
package struct ReadingsRecord: Hashable, Codable, Sendable {
    package var t: Instant
    package var subject: Subject
    package var values: [Metric: Value]
    package var outcomes: [Metric: Outcome]

    package init(
        t: Instant, subject: Subject, values: [Metric: Value] = [:], outcomes: [Metric: Outcome] = [:]
    ) {
        self.t = t
        self.subject = subject
        self.values = values
        self.outcomes = outcomes
    }

    /// Values and reasons apart, as they are written.
    package init(t: Instant, subject: Subject, all: [Metric: Outcome]) {
        self.init(t: t, subject: subject)
        for (metric, outcome) in all {
            if let value = outcome.value {
                if let number = value.number, !number.isFinite {
                    outcomes[metric] = .failed("not a finite number")
                } else {
                    values[metric] = value
                }
            } else {
                outcomes[metric] = outcome
            }
        }
    }

    /// One reading a metric, sorted by metric.
    package var readings: [Reading] {
        let measured = values.map {
            Reading(at: t, subject: subject, metric: $0.key, outcome: .value($0.value))
        }
        let others = outcomes.map { Reading(at: t, subject: subject, metric: $0.key, outcome: $0.value) }
        return (measured + others).sorted()
    }

    private enum CodingKeys: String, CodingKey {
        case t, subject, values, outcomes
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        t = try container.decode(Instant.self, forKey: .t)
        subject = try container.decode(Subject.self, forKey: .subject)
        values = try container.decodeIfPresent([Metric: Value].self, forKey: .values) ?? [:]
        outcomes = try container.decodeIfPresent([Metric: Outcome].self, forKey: .outcomes) ?? [:]
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(t, forKey: .t)
        try container.encode(subject, forKey: .subject)
        if !values.isEmpty { try container.encode(values, forKey: .values) }
        if !outcomes.isEmpty { try container.encode(outcomes, forKey: .outcomes) }
    }
}

/// An edge: `device.removed`. Its state is a metric too, so nothing is lost with it.
package struct EventRecord: Hashable, Codable, Sendable {
    package var t: Instant
    package var subject: Subject
    package var event: String

    package init(t: Instant, subject: Subject, event: String) {
        self.t = t
        self.subject = subject
        self.event = event
    }
}

/// Sent at least once a second: the process lives, and which of its subjects do not get on.
package struct AliveRecord: Hashable, Codable, Sendable {
    package var t: Instant
    package var stuck: [Subject]
    /// Readings that were overtaken by newer ones because the desk was slow.
    package var dropped: Int

    package init(t: Instant, stuck: [Subject] = [], dropped: Int = 0) {
        self.t = t
        self.stuck = stuck
        self.dropped = dropped
    }
}

/// One device of a family that this machine has now.
package struct DiscoveredDevice: Hashable, Codable, Sendable {
    package var family: String
    /// What recognises it: `serial`, `bus-path`, `vendor-product`, `source`, `node` …, best first by the
    /// probe's match keys.
    package var identity: [String: String]
    package var name: String
    /// `free`, `busy: obs (pid 812)`, or denied with the right that would help.
    package var state: Outcome
    package var facts: [String: Value]

    package init(
        family: String, identity: [String: String], name: String, state: Outcome, facts: [String: Value] = [:]
    ) {
        self.family = family
        self.identity = identity
        self.name = name
        self.state = state
        self.facts = facts
    }
}

extension ProbeRecord: Codable {
    private enum CodingKeys: String, CodingKey {
        case record, id, reason, undo
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .record)
        switch name {
        case "device": self = .device(try DiscoveredDevice(from: decoder))
        case "readings": self = .readings(try ReadingsRecord(from: decoder))
        case "event": self = .event(try EventRecord(from: decoder))
        case "alive": self = .alive(try AliveRecord(from: decoder))
        case "done":
            let result = try container.contains(.undo) ? ActResult(from: decoder) : nil
            self = .done(id: try container.decode(Int.self, forKey: .id), result)
        case "refused":
            self = .refused(
                id: try container.decode(Int.self, forKey: .id),
                reason: try container.decodeIfPresent(String.self, forKey: .reason) ?? "no reason given")
        case "end": self = .end
        default: self = .unknown(name)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .device(let device):
            try container.encode("device", forKey: .record)
            try device.encode(to: encoder)
        case .readings(let readings):
            try container.encode("readings", forKey: .record)
            try readings.encode(to: encoder)
        case .event(let event):
            try container.encode("event", forKey: .record)
            try event.encode(to: encoder)
        case .alive(let alive):
            try container.encode("alive", forKey: .record)
            try alive.encode(to: encoder)
        case .done(let id, let result):
            try container.encode("done", forKey: .record)
            try container.encode(id, forKey: .id)
            try result?.encode(to: encoder)
        case .refused(let id, let reason):
            try container.encode("refused", forKey: .record)
            try container.encode(id, forKey: .id)
            try container.encode(reason, forKey: .reason)
        case .end: try container.encode("end", forKey: .record)
        case .unknown(let name): try container.encode(name, forKey: .record)
        }
    }
}

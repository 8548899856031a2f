import StudioModel

/// How much a probe may touch.
package enum Mode: String, Codable, Sendable {
    /// Nothing that could disturb a broadcast.
    case passive
    /// May open and stream.
    case active
}

/// What the desk tells a probe, one JSON object a line.
package enum DeskCommand: Hashable, Sendable {
    /// Replaces all subjects; repeatable.
    case configure(Configuration)
    case phase(PhaseReport)
    case capture(CaptureRequest)
    case act(ActRequest)
    /// A key this version does not know; logged, never fatal.
    case unknown(String)
}

/// The subjects to watch, and how.
package struct Configuration: Hashable, Codable, Sendable {
    package var mode: Mode
    package var subjects: [SubjectConfiguration]
    /// The longest an inspection may take; unused by `watch`.
    package var seconds: Double?
    /// How long an inspection should go on looking where one look costs nothing: what the rules ask of what they
    /// judge here. Without it one look is enough.
    package var needs: Double?
    /// Whether an inspection looks for every device that is there, and prints them; without it, it does. One process of
    /// a family is enough: the search opens every device.
    package var devices: Bool?

    package init(
        mode: Mode, subjects: [SubjectConfiguration], seconds: Double? = nil, needs: Double? = nil,
        devices: Bool? = nil
    ) {
        self.mode = mode
        self.subjects = subjects
        self.seconds = seconds
        self.needs = needs
        self.devices = devices
    }
}

/// One subject: how its device is recognised and what is expected of it.
package struct SubjectConfiguration: Hashable, Codable, Sendable {
    package var subject: Subject
    package var match: [String: Value]
    package var expect: [String: Value]
    /// Secrets by name, in the clear: they exist only on this pipe and in memory.
    package var secrets: [String: String]

    package init(
        subject: Subject, match: [String: Value] = [:], expect: [String: Value] = [:],
        secrets: [String: String] = [:]
    ) {
        self.subject = subject
        self.match = match
        self.expect = expect
        self.secrets = secrets
    }

    private enum CodingKeys: String, CodingKey {
        case subject, match, expect, secrets
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        subject = try container.decode(Subject.self, forKey: .subject)
        match = try container.decodeIfPresent([String: Value].self, forKey: .match) ?? [:]
        expect = try container.decodeIfPresent([String: Value].self, forKey: .expect) ?? [:]
        secrets = try container.decodeIfPresent([String: String].self, forKey: .secrets) ?? [:]
    }
}

/// Evidence on demand.
package struct CaptureRequest: Hashable, Codable, Sendable {
    package var id: Int
    package var subject: Subject
    /// A media type: `image/jpeg`, `audio/wav`.
    package var kind: String
    /// Where to write it.
    package var file: String

    package init(id: Int, subject: Subject, kind: String, file: String) {
        self.id = id
        self.subject = subject
        self.kind = kind
        self.file = file
    }
}

/// A step the machine does itself.
package struct ActRequest: Hashable, Codable, Sendable {
    package var id: Int
    package var subject: Subject
    package var action: String
    package var arguments: [String: Value]
    package var dryRun: Bool

    package init(
        id: Int, subject: Subject, action: String, arguments: [String: Value] = [:], dryRun: Bool = false
    ) {
        self.id = id
        self.subject = subject
        self.action = action
        self.arguments = arguments
        self.dryRun = dryRun
    }

    private enum CodingKeys: String, CodingKey {
        case id, subject, action, arguments
        case dryRun = "dry-run"
    }
}

extension DeskCommand: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        if let configuration = try container.decodeIfPresent(Configuration.self, forKey: AnyKey("configure"))
        {
            self = .configure(configuration)
        } else if let phase = try container.decodeIfPresent(PhaseReport.self, forKey: AnyKey("phase")) {
            self = .phase(phase)
        } else if let request = try container.decodeIfPresent(CaptureRequest.self, forKey: AnyKey("capture"))
        {
            self = .capture(request)
        } else if let request = try container.decodeIfPresent(ActRequest.self, forKey: AnyKey("act")) {
            self = .act(request)
        } else {
            self = .unknown(container.allKeys.map(\.stringValue).sorted().joined(separator: ", "))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: AnyKey.self)
        switch self {
        case .configure(let configuration): try container.encode(configuration, forKey: AnyKey("configure"))
        case .phase(let phase): try container.encode(phase, forKey: AnyKey("phase"))
        case .capture(let request): try container.encode(request, forKey: AnyKey("capture"))
        case .act(let request): try container.encode(request, forKey: AnyKey("act"))
        case .unknown(let key): try container.encode(true, forKey: AnyKey(key))
        }
    }
}

/// What belongs in a studio and what is good enough there: the profile, after it was read and checked.
package struct Studio: Hashable, Codable, Sendable {
    /// A word safe in a path: the journal lies in a folder of this name.
    package var name: String
    package var title: LocalizedText
    /// Duties and their names for people.
    package var roles: [Role]
    /// Who holds which duties.
    package var people: [Person]
    package var subjects: [WatchedSubject]
    package var attested: [AttestedItem]
    package var playbooks: [Playbook]
    package var rundown: [Cue]
    /// Rules of this studio: the shipped ones with the profile's overrides applied.
    package var rules: [Rule]
    package var show: ShowPlan

    package init(
        name: String, title: LocalizedText, roles: [Role] = [], people: [Person] = [],
        subjects: [WatchedSubject] = [], attested: [AttestedItem] = [], playbooks: [Playbook] = [],
        rundown: [Cue] = [], rules: [Rule] = [], show: ShowPlan = ShowPlan()
    ) {
        self.name = name
        self.title = title
        self.roles = roles
        self.people = people
        self.subjects = subjects
        self.attested = attested
        self.playbooks = playbooks
        self.rundown = rundown
        self.rules = rules
        self.show = show
    }

    /// The subject of that name, when the profile has it.
    package func watched(_ subject: Subject) -> WatchedSubject? { subjects.first { $0.subject == subject } }
}

/// The planned broadcast: how long it is and, where known, when it goes on air.
package struct ShowPlan: Hashable, Codable, Sendable {
    package var hours: Double
    /// Planned on-air time; `nil` when nobody said.
    package var onAir: WallTime?

    package init(hours: Double = 4, onAir: WallTime? = nil) {
        self.hours = hours
        self.onAir = onAir
    }
}

/// A duty: `technician` 技术支持.
package struct Role: Hashable, Codable, Sendable {
    package var id: String
    package var title: LocalizedText

    package init(id: String, title: LocalizedText) {
        self.id = id
        self.title = title
    }
}

/// Somebody, and the duties held tonight.
package struct Person: Hashable, Codable, Sendable {
    package var name: String
    package var roles: [String]

    package init(name: String, roles: [String]) {
        self.name = name
        self.roles = roles
    }
}

/// One thing the profile says to watch.
package struct WatchedSubject: Hashable, Codable, Sendable {
    package var subject: Subject
    package var title: LocalizedText?
    /// How the device is recognised: `serial`, `bus-path`, `source`, `host`, `url` …
    package var match: [String: Value]
    /// What is good enough: `fps`, `bitrate`, … (named by limits as `profile.key`).
    package var expect: [String: Value]
    /// What was measured on the good rig (named by limits as `baseline.key`).
    package var baseline: [String: Value]
    /// The subjects that must work for this one to work.
    package var dependsOn: [Subject]
    /// Secrets by reference, as `url: env:ONAIR_INGEST`.
    package var secrets: [String: SecretReference]
    /// Whether a spare stands by: its faults are `redundancy`.
    package var spare: Bool

    package init(
        subject: Subject, title: LocalizedText? = nil, match: [String: Value] = [:],
        expect: [String: Value] = [:], baseline: [String: Value] = [:], dependsOn: [Subject] = [],
        secrets: [String: SecretReference] = [:], spare: Bool = false
    ) {
        self.subject = subject
        self.title = title
        self.match = match
        self.expect = expect
        self.baseline = baseline
        self.dependsOn = dependsOn
        self.secrets = secrets
        self.spare = spare
    }
}

/// Where a secret is kept; never the secret.
package enum SecretReference: Hashable, Sendable {
    /// `env:NAME`.
    case environment(String)
    /// `file:PATH`, which must have mode 0600.
    case file(String)
}

extension SecretReference: LosslessStringConvertible {
    package init?(_ text: String) {
        if text.hasPrefix("env:"), text.count > 4 {
            self = .environment(String(text.dropFirst(4)))
        } else if text.hasPrefix("file:"), text.count > 5 {
            self = .file(String(text.dropFirst(5)))
        } else {
            return nil
        }
    }

    package var description: String {
        switch self {
        case .environment(let name): "env:\(name)"
        case .file(let path): "file:\(path)"
        }
    }
}

extension SecretReference: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // The text itself is never repeated: somebody may have written the secret here by mistake.
        guard let reference = SecretReference(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a secret is given by reference: env:NAME or file:PATH")
        }
        self = reference
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

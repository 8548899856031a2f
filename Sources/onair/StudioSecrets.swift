import Profiles
import StudioModel

/// The secrets of a studio, resolved: they live in memory only, and leave it only towards the probe that needs them.
struct StudioSecrets: Sendable {
    let bySubject: [Subject: [String: Secret]]

    /// Every secret, for redaction.
    var all: [Secret] { bySubject.values.flatMap(\.values) }

    init(_ studio: Studio) throws {
        var resolved: [Subject: [String: Secret]] = [:]
        for subject in studio.subjects {
            for (name, reference) in subject.secrets {
                resolved[subject.subject, default: [:]][name] = try SecretResolver().secret(
                    reference, for: "\(subject.subject) \(name)")
            }
        }
        bySubject = resolved
    }
}

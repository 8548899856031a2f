import Foundation
import Profiles
import StudioModel

/// The secrets of a studio, resolved: they live in memory only, and leave it only towards the probe that needs them.
struct StudioSecrets: Sendable {
    let bySubject: [Subject: [String: Secret]]

    /// Every secret, for redaction.
    var all: [Secret] { bySubject.values.flatMap(\.values) }

    init(bySubject: [Subject: [String: Secret]]) {
        self.bySubject = bySubject
    }

    /// - Parameter folder: the profile's, which relative paths are beside.
    init(_ studio: Studio, folder: String) throws {
        let resolver = SecretResolver(environment: ProcessInfo.processInfo.environment, folder: folder)
        var resolved: [Subject: [String: Secret]] = [:]
        for subject in studio.subjects where !subject.secrets.isEmpty {
            resolved[subject.subject] = try resolver.resolve(all: subject.secrets)
        }
        bySubject = resolved
    }
}

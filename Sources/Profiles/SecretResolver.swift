import StudioModel

/// Turns a reference into the secret, at the last moment and only where it is needed.
package struct SecretResolver: Sendable {
    private let environment: [String: String]
    /// Relative paths are beside the profile that names them.
    private let folder: String

    package init(environment: [String: String], folder: String = ".") {
        self.environment = environment
        self.folder = folder
    }

    /// The secret behind one reference.
    package func resolve(_ reference: SecretReference) throws(ProfileError) -> Secret {
        switch reference {
        case .environment(let name): try fromEnvironment(name)
        case .file(let path): try fromFile(path)
        }
    }

    /// Every secret of a subject, by its name in the profile.
    package func resolve(all references: [String: SecretReference]) throws(ProfileError) -> [String: Secret] {
        var secrets: [String: Secret] = [:]
        var problems: [ProfileError.Problem] = []
        for (name, reference) in references.sorted(by: { $0.key < $1.key }) {
            do throws(ProfileError) {
                secrets[name] = try resolve(reference)
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw ProfileError(problems) }
        return secrets
    }

    private func fromEnvironment(_ name: String) throws(ProfileError) -> Secret {
        guard let value = environment[name], !value.isEmpty else {
            throw ProfileError(
                .secretMissing, at: Place(file: "env:\(name)"), "the variable \(name) is not set",
                advice: "set it without leaving it in the shell's history: read -rs \(name); export \(name)")
        }
        return Secret(value)
    }

    private func fromFile(_ reference: String) throws(ProfileError) -> Secret {
        let path = expanded(reference)
        let place = Place(file: path)
        let file = FileFacts(path: path)
        guard file.kind == .regular else {
            throw ProfileError(
                .secretMissing, at: place,
                file.kind == .missing
                    ? "there is no such secret file" : "the secret's path is no regular file",
                advice: "write the secret into it alone, then: chmod 600 \(path)")
        }
        // Any bit for the group or for others lets somebody else of this machine broadcast in the studio's name.
        guard file.mode & 0o077 == 0 else {
            throw ProfileError(
                .secretExposed, at: place,
                "others can read this secret (mode 0\(String(file.mode, radix: 8)))",
                advice: "close it with: chmod 600 \(path)")
        }
        guard file.size <= 4096 else {
            throw ProfileError(
                .tooLarge, at: place, "this is too large for a secret",
                advice: "keep the secret alone in its file")
        }
        let text = try SourceFile.decode(file.bytes(place), place)
        let secret = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        guard !secret.isEmpty else {
            throw ProfileError(
                .secretMissing, at: place, "the secret file is empty", advice: "write the secret into it")
        }
        return Secret(secret)
    }

    private func expanded(_ path: String) -> String {
        if path.hasPrefix("~/"), let home = environment["HOME"] { return home + path.dropFirst() }
        return path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }
}

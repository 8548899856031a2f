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
        guard let value = environment[name].map(Self.trimmed), !value.isEmpty else {
            throw ProfileError(
                .secretMissing, at: Place(file: "env:\(name)"),
                .init("the variable \(name) is not set", "变量 \(name) 未设置"),
                advice: .init(
                    "set it without leaving it in the shell's history: read -rs \(name); export \(name)",
                    "设置时不要留在命令历史中：read -rs \(name); export \(name)"))
        }
        return try Self.secret(value, at: Place(file: "env:\(name)"))
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// A secret is one line: more of them would be taken apart somewhere on its way, and shown in part.
    private static func secret(_ text: String, at place: Place) throws(ProfileError) -> Secret {
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        else {
            throw ProfileError(
                .badValue, at: place,
                .init("this secret has more than one line, or control characters", "密钥多于一行，或含有控制字符"),
                advice: .init("keep the secret alone, on one line", "只保留一行密钥"))
        }
        return Secret(text)
    }

    private func fromFile(_ reference: String) throws(ProfileError) -> Secret {
        let path = expanded(reference)
        let place = Place(file: path)
        let file = FileFacts(path: path)
        guard file.kind == .regular else {
            throw ProfileError(
                .secretMissing, at: place,
                file.kind == .missing
                    ? .init("there is no such secret file", "没有这个密钥文件")
                    : .init("the secret's path is no regular file", "密钥路径不是普通文件"),
                advice: .init(
                    "write the secret into it alone, then: chmod 600 \(path)",
                    "只把密钥写入该文件，然后：chmod 600 \(path)"))
        }
        // Any bit for the group or for others lets somebody else of this machine broadcast in the studio's name.
        guard file.mode & 0o077 == 0 else {
            throw ProfileError(
                .secretExposed, at: place,
                .init(
                    "others can read this secret (mode 0\(String(file.mode, radix: 8)))",
                    "他人可以读取该密钥（权限 0\(String(file.mode, radix: 8))）"),
                advice: .init("close it with: chmod 600 \(path)", "收紧权限：chmod 600 \(path)"))
        }
        guard file.size <= 4096 else {
            throw ProfileError(
                .tooLarge, at: place, .init("this is too large for a secret", "密钥文件过大"),
                advice: .init("keep the secret alone in its file", "文件中只放密钥"))
        }
        let text = try SourceFile.decode(file.bytes(place), place)
        let secret = Self.trimmed(text)
        guard !secret.isEmpty else {
            throw ProfileError(
                .secretMissing, at: place, .init("the secret file is empty", "密钥文件是空的"),
                advice: .init("write the secret into it", "把密钥写入该文件"))
        }
        return try Self.secret(secret, at: place)
    }

    private func expanded(_ path: String) -> String {
        if path.hasPrefix("~/"), let home = environment["HOME"] { return home + path.dropFirst() }
        return path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }
}

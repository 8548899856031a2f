import Checklist
import Glibc
import StudioModel
import SystemCalls

/// The files beside a profile that hold the addresses a person typed: one address a file, for its owner's eyes only.
struct SecretFiles {
    let folder: String
    /// Whether files that exist may be replaced.
    let replaces: Bool

    /// An address and the name of its file.
    struct File {
        let name: String
        let address: Secret

        var sentence: LocalizedText {
            LocalizedText(
                en: "The address is in \(name), which only you can read (mode 0600).",
                zh: "地址已保存到 \(name)，仅本人可读（权限 0600）。")
        }
    }

    /// Gives every typed address its file, and the studio the references to them.
    func place(_ kept: [LearntOutputs.Kept], in studio: inout Studio) -> [File] {
        var files: [File] = []
        for kept in kept {
            let base = kept.subject.name == "main" ? "ingest-url" : "ingest-url-\(kept.subject.name)"
            let free = ([base] + (2...99).map { "\(base)-\($0)" }).first { name in
                !files.contains { $0.name == name } && (replaces || !Files.exists("\(folder)/\(name)"))
            }
            let name = free ?? base
            files.append(File(name: name, address: kept.address))
            for index in studio.subjects.indices where studio.subjects[index].subject == kept.subject {
                studio.subjects[index].secrets["url"] = .file(name)
            }
        }
        return files
    }

    /// Writes one. It is made anew: an open file's old mode, or a link in its place, must not let others read it.
    func write(_ file: File) throws {
        let path = "\(folder)/\(file.name)"
        do {
            if replaces { unlink(path) }
            let output = try OwnedDescriptor.open(path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
            try Descriptors.writeAll(Array((file.address.exposed + "\n").utf8), to: output.number)
        } catch {
            throw Failure.Sentence(
                .init(
                    "\(path) could not be written: \(error)", "无法写入 \(path)：\(ProbeWords.chinese("\(error)"))"
                ),
                advice: .init("Name a profile in a folder you may write to.", "请将配置放在可写的文件夹中。"),
                code: EX_CANTCREAT)
        }
    }
}

extension LearntOutputs {
    /// The addresses as the probes need them: those that were typed, and those behind references.
    func secrets(of studio: Studio) throws -> StudioSecrets {
        let referenced = try StudioSecrets(studio, folder: ".").bySubject
        let typed = Dictionary(
            kept.map { ($0.subject, ["url": $0.address]) }, uniquingKeysWith: { first, _ in first })
        return StudioSecrets(bySubject: referenced.merging(typed) { $1 })
    }
}

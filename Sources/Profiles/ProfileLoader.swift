import Foundation
import StudioModel

/// Reads studios, rules and playbooks from a `profiles` folder.
package struct ProfileLoader: Sendable {
    /// The folder that holds `rules`, `playbooks` and `studios`.
    package let root: String

    package init(root: String) {
        self.root = root
    }

    /// The studio in one file, with the shipped rules and playbooks it builds on.
    package func studio(at path: String) throws(ProfileError) -> Studio {
        try studio(text: SourceFile.text(at: path), file: path, library: library())
    }

    /// A profile as it is written, for whoever changes a word of it.
    package func text(at path: String) throws(ProfileError) -> String { try SourceFile.text(at: path) }

    /// The studio in a text; `file` is the name used in complaints.
    package func studio(text: String, file: String, library: ProfileLibrary) throws(ProfileError) -> Studio {
        let problems = Problems(file: file)
        let root = Cursor(
            node: try SourceFile.compose(text, file: file), name: "", problems: problems)
        let studio = StudioReader(library: library, problems: problems).read(root)
        try problems.check()
        guard let studio else {
            throw ProfileError(
                .syntax, at: Place(file: file), .init("the file is no profile", "该文件不是配置"),
                advice: .init("see docs/profiles.md", "见 docs/profiles.md"))
        }
        return studio
    }

    /// Every shipped rule and playbook. Problems of all files are thrown together.
    package func library() throws(ProfileError) -> ProfileLibrary {
        var library = ProfileLibrary()
        var problems: [ProfileError.Problem] = []
        var rules = RuleCatalogue()
        var playbooks = PlaybookCatalogue()
        for file in try files(in: "rules") {
            let found = Problems(file: file)
            rules.read(file, into: &library.rules, problems: found)
            problems += found.found
        }
        for file in try files(in: "playbooks") {
            let found = Problems(file: file)
            playbooks.read(file, into: &library.playbooks, problems: found)
            problems += found.found
        }
        problems += rules.references(of: library)
        library.playbooks.sort { ProfileLoader.order($0.id) < ProfileLoader.order($1.id) }
        guard problems.isEmpty else { throw ProfileError(problems) }
        return library
    }

    /// The names of the shipped studios: `demo` is `studios/demo.yaml`.
    package func studios() throws(ProfileError) -> [String] {
        try files(in: "studios").map { path in String(path.split(separator: "/").last?.dropLast(5) ?? "") }
    }

    /// The YAML files of one folder, in the order of their names.
    private func files(in folder: String) throws(ProfileError) -> [String] {
        let path = "\(root)/\(folder)"
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw ProfileError(
                .missing, at: Place(file: path), .init("there is no such folder", "没有这个文件夹"),
                advice: .init("point --data at OnAir's profiles folder", "用 --data 指定 OnAir 的 profiles 文件夹"))
        }
        return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted().map { "\(path)/\($0)" }
    }

    /// `P2` before `P10`.
    private static func order(_ id: String) -> (String, Int, String) {
        let letters = id.prefix { !$0.isNumber }
        return (String(letters), Int(id.dropFirst(letters.count)) ?? 0, id)
    }
}

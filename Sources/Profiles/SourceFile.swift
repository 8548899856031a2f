import Yams

/// One YAML file: read, decoded and composed, with a clear line for everything that can be wrong before its
/// content is looked at.
enum SourceFile {
    /// A profile is a few hundred lines; anything larger is something else, given by mistake.
    static let largest = 1 << 20

    /// The root of the file's one document.
    static func root(at path: String) throws(ProfileError) -> Node { try compose(text(at: path), file: path) }

    /// The file's text.
    static func text(at path: String) throws(ProfileError) -> String {
        let place = Place(file: path)
        let file = FileFacts(path: path)
        switch file.kind {
        case .regular: break
        case .missing:
            throw ProfileError(
                .missing, at: place, "there is no such file",
                advice: "give the path of a profile, or write one with `onair learn`")
        case .folder:
            throw ProfileError(
                .directory, at: place, "this is a folder", advice: "name the .yaml file inside it")
        case .other:
            throw ProfileError(.unreadable, at: place, "this is no regular file", advice: "give a .yaml file")
        }
        guard file.size <= largest else {
            throw ProfileError(
                .tooLarge, at: place, "the file is larger than 1 MiB, so it is no profile",
                advice: "give a .yaml file")
        }
        return try decode(file.bytes(place), place)
    }

    /// Bytes as UTF-8; the first that is not names its line.
    static func decode(_ bytes: [UInt8], _ place: Place) throws(ProfileError) -> String {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        if let text = String(validating: content, as: UTF8.self) { return text }
        let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false)
        let broken = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
        throw ProfileError(
            .encoding, at: Place(file: place.file, line: broken + 1), "the file is not UTF-8",
            advice: "save it as UTF-8, or convert it with `iconv -f GB18030 -t UTF-8`")
    }

    /// Text as the root of one YAML document.
    static func compose(_ text: String, file: String) throws(ProfileError) -> Node {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw ProfileError([error.problem(file: file)])
        } catch {
            throw ProfileError(
                .syntax, at: Place(file: file), "the file is not YAML", advice: "check its indentation")
        }
        guard let root else {
            throw ProfileError(
                .empty, at: Place(file: file), "the file is empty",
                advice: "start from profiles/studios/demo.yaml, or write a profile with `onair learn`")
        }
        return root
    }
}

import StudioModel
import Yams

/// One YAML file: read, decoded and composed, with a clear line for everything that can be wrong before its
/// content is looked at.
enum SourceFile {
    /// A profile is a few hundred lines; anything larger is something else, given by mistake.
    static let largest = 1 << 20

    private static let giveYAML = LocalizedText("give a .yaml file", "指定一个 .yaml 文件")

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
                .missing, at: place, .init("there is no such file", "没有这个文件"),
                advice: .init(
                    "give the path of a profile, or write one with `onair learn`",
                    "指定配置的路径，或用 `onair learn` 生成"))
        case .folder:
            throw ProfileError(
                .directory, at: place, .init("this is a folder", "这是文件夹"),
                advice: .init("name the .yaml file inside it", "指定其中的 .yaml 文件"))
        case .other:
            throw ProfileError(
                .unreadable, at: place, .init("this is no regular file", "这不是普通文件"), advice: giveYAML)
        }
        guard file.size <= largest else {
            throw ProfileError(
                .tooLarge, at: place,
                .init("the file is larger than 1 MiB, so it is no profile", "文件超过 1 MiB，不是配置"),
                advice: giveYAML)
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
            .encoding, at: Place(file: place.file, line: broken + 1),
            .init("the file is not UTF-8", "文件不是 UTF-8"),
            advice: .init(
                "save it as UTF-8, or convert it with `iconv -f GB18030 -t UTF-8`",
                "另存为 UTF-8，或用 `iconv -f GB18030 -t UTF-8` 转换"))
    }

    /// Text as the root of one YAML document.
    static func compose(_ text: String, file: String) throws(ProfileError) -> Node {
        let root: Node?
        do {
            // Every scalar stays as it is written: we read numbers and flags ourselves, and guessing what each may be
            // takes as long as the rest.
            root = try Yams.compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw ProfileError([error.problem(file: file)])
        } catch {
            throw ProfileError(
                .syntax, at: Place(file: file), .init("the file is not YAML", "文件不是 YAML"),
                advice: .init("check its indentation", "检查缩进"))
        }
        guard let root else {
            throw ProfileError(
                .empty, at: Place(file: file), .init("the file is empty", "文件是空的"),
                advice: .init(
                    "start from profiles/studios/demo.yaml, or write a profile with `onair learn`",
                    "可从 profiles/studios/demo.yaml 开始，或用 `onair learn` 生成"))
        }
        return root
    }
}

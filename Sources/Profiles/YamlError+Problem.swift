import StudioModel
import Yams

extension YamlError {
    /// The parser's complaint as a place and a sentence.
    func problem(file: String) -> ProfileError.Problem {
        func syntax(_ place: Place, _ sentence: LocalizedText, _ advice: LocalizedText)
            -> ProfileError.Problem
        {
            ProfileError.Problem(code: .syntax, place: place, sentence: sentence, advice: advice)
        }
        let indentation = LocalizedText("check the indentation and the quotes around it", "检查附近的缩进和引号")
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return syntax(
                Place(file: file, line: mark.line, column: mark.column),
                .init("not YAML: \(problem)", "不是 YAML：\(problem)"), indentation)
        case .reader(let problem, let offset, _, let yaml):
            let place = offset.map { YamlError.place(of: $0, in: yaml, file: file) } ?? Place(file: file)
            return syntax(
                place, .init("not YAML: \(problem)", "不是 YAML：\(problem)"),
                .init("remove the control character", "去掉控制字符"))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "“\($0)”" }.joined(separator: ", ")
            return ProfileError.Problem(
                code: .duplicate,
                place: Place(file: file, line: context.mark.line, column: context.mark.column),
                sentence: .init("the key \(keys) is written twice here", "键 \(keys) 在此写了两次"),
                advice: .init("keep one of them", "保留其中一个"))
        default:
            return syntax(Place(file: file), .init("the file is not YAML", "文件不是 YAML"), indentation)
        }
    }

    private static func place(of offset: Int, in text: String, file: String) -> Place {
        let lines = text.prefix(offset).split(separator: "\n", omittingEmptySubsequences: false)
        return Place(
            file: file, line: max(1, lines.count), column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}

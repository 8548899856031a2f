import Yams

extension YamlError {
    /// The parser's complaint as a place and a sentence.
    func problem(file: String) -> ProfileError.Problem {
        func syntax(_ place: Place, _ sentence: String, _ advice: String) -> ProfileError.Problem {
            ProfileError.Problem(code: .syntax, place: place, sentence: sentence, advice: advice)
        }
        let indentation = "check the indentation and the quotes around it"
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return syntax(
                Place(file: file, line: mark.line, column: mark.column), "not YAML: \(problem)", indentation)
        case .reader(let problem, let offset, _, let yaml):
            let place = offset.map { YamlError.place(of: $0, in: yaml, file: file) } ?? Place(file: file)
            return syntax(place, "not YAML: \(problem)", "remove the control character")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "“\($0)”" }.joined(separator: ", ")
            return ProfileError.Problem(
                code: .duplicate,
                place: Place(file: file, line: context.mark.line, column: context.mark.column),
                sentence: "the key \(keys) is written twice here", advice: "keep one of them")
        default:
            return syntax(Place(file: file), "the file is not YAML", indentation)
        }
    }

    private static func place(of offset: Int, in text: String, file: String) -> Place {
        let lines = text.prefix(offset).split(separator: "\n", omittingEmptySubsequences: false)
        return Place(
            file: file, line: max(1, lines.count), column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}

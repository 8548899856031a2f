import StudioModel
import Yams

/// A place in a YAML document, with a name for people and a list to complain into.
///
/// Every read gives `nil` after it has noted what was expected, so that a reader goes on to the next value.
struct Cursor {
    let node: Node
    /// What a person would call it: `fail.hold`; empty for the whole file.
    let name: String
    let problems: Problems

    /// The name in a sentence.
    var title: LocalizedText {
        name.isEmpty ? .init("the file", "文件") : .init("“\(name)”", "“\(name)”")
    }

    var mark: Mark? { node.mark }

    private static let writeKeys = LocalizedText("write `key: value` lines under it", "在其下每行写一个 `key: value`")

    /// Notes what was expected here.
    func expected(_ what: LocalizedText, _ advice: LocalizedText, code: ProfileError.Code = .wrongType) {
        problems.add(
            code, at: mark, .init("\(title.en) must be \(what.en)", "\(title.zh)应为\(what.zh)"), advice: advice
        )
    }

    /// A mapping with these keys only.
    func fields(_ known: [String]) -> Fields? {
        guard case .mapping(let mapping) = node else {
            expected(
                .init(
                    "a mapping of \(known.prefix(3).joined(separator: ", ")) …",
                    "包含 \(known.prefix(3).joined(separator: "、")) 等键的映射"), Cursor.writeKeys)
            return nil
        }
        return Fields(mapping, of: self, known: known)
    }

    /// A mapping whose keys are free, in the order of the file.
    func entries() -> [(key: String, value: Cursor)] {
        guard case .mapping(let mapping) = node else {
            expected(.init("a mapping", "映射"), Cursor.writeKeys)
            return []
        }
        return mapping.compactMap { key, value in
            guard let word = key.scalar?.string else {
                problems.add(
                    .wrongType, at: key.mark, .init("a key must be a word", "键应为一个词"),
                    advice: .init("write `key: value`", "写成 `key: value`"))
                return nil
            }
            return (
                word, Cursor(node: value, name: name.isEmpty ? word : "\(name).\(word)", problems: problems)
            )
        }
    }

    /// A list; the items that can be read.
    func list<Item>(_ read: (Cursor) -> Item?) -> [Item] {
        guard case .sequence(let sequence) = node else {
            expected(.init("a list", "列表"), .init("write one `- item` a line under it", "在其下每行写一个 `- 项`"))
            return []
        }
        return sequence.enumerated().compactMap { index, item in
            read(Cursor(node: item, name: "\(name)[\(index + 1)]", problems: problems))
        }
    }

    var isNull: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    var isMapping: Bool { node.mapping != nil }

    /// A scalar as it is written.
    func text() -> String? {
        guard case .scalar(let scalar) = node, !isNull else {
            expected(
                .init("a text", "文本"),
                .init("write one, in quotes where it holds `: ` or `#`", "写一段文本；含 `: ` 或 `#` 时加引号"))
            return nil
        }
        return scalar.string
    }

    /// A text that is not empty.
    func word() -> String? {
        guard let text = text() else { return nil }
        guard !text.isEmpty else {
            expected(.init("a word", "一个词"), .init("it is empty", "现在是空的"), code: .badValue)
            return nil
        }
        return text
    }

    func flag() -> Bool? {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            expected(.init("true or false", " true 或 false"), .init("write true or false", "写 true 或 false"))
            return nil
        }
    }

    /// A finite number of at least `least`.
    func number(
        least: Double = -.greatestFiniteMagnitude, most: Double = .greatestFiniteMagnitude
    ) -> Double? {
        guard let text = node.scalar?.string, let number = Double(text), number.isFinite else {
            expected(.init("a number", "数字"), .init("write digits, as in 4 or 0.5", "写数字，如 4 或 0.5"))
            return nil
        }
        guard number >= least else {
            expected(
                .init("at least \(Value.plain(least))", "不小于 \(Value.plain(least)) 的数"),
                .init("write a larger number", "写一个更大的数"), code: .badValue)
            return nil
        }
        guard number <= most else {
            expected(
                .init("at most \(Value.plain(most))", "不大于 \(Value.plain(most)) 的数"),
                .init("write a smaller number", "写一个更小的数"), code: .badValue)
            return nil
        }
        return number
    }

    /// One of a type's words.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) -> Choice? {
        guard let word = word() else { return nil }
        if let choice = Choice(rawValue: word) { return choice }
        let words = Choice.allCases.map(\.rawValue)
        let nearest = EditDistance.nearest(to: word, among: words)
        problems.add(
            .badValue, at: mark, .init("“\(name)” cannot be “\(word)”", "“\(name)”不能是“\(word)”"),
            advice: nearest.map(ProfileError.meant)
                ?? .init(
                    "write one of \(words.joined(separator: ", "))", "可写：\(words.joined(separator: "、"))"))
        return nil
    }
}

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
    var title: String { name.isEmpty ? "the file" : "“\(name)”" }

    var mark: Mark? { node.mark }

    /// Notes what was expected here.
    func expected(_ what: String, _ advice: String, code: ProfileError.Code = .wrongType) {
        problems.add(code, at: mark, "\(title) must be \(what)", advice: advice)
    }

    /// A mapping with these keys only.
    func fields(_ known: [String]) -> Fields? {
        guard case .mapping(let mapping) = node else {
            expected(
                "a mapping of \(known.prefix(3).joined(separator: ", ")) …",
                "write `key: value` lines under it")
            return nil
        }
        return Fields(mapping, of: self, known: known)
    }

    /// A mapping whose keys are free, in the order of the file.
    func entries() -> [(key: String, value: Cursor)] {
        guard case .mapping(let mapping) = node else {
            expected("a mapping", "write `key: value` lines under it")
            return []
        }
        return mapping.compactMap { key, value in
            guard let word = key.scalar?.string else {
                problems.add(.wrongType, at: key.mark, "a key must be a word", advice: "write `key: value`")
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
            expected("a list", "write one `- item` a line under it")
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
            expected("a text", "write one, in quotes where it holds `: ` or `#`")
            return nil
        }
        return scalar.string
    }

    /// A text that is not empty.
    func word() -> String? {
        guard let text = text() else { return nil }
        guard !text.isEmpty else {
            expected("a word", "it is empty", code: .badValue)
            return nil
        }
        return text
    }

    func flag() -> Bool? {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            expected("true or false", "write true or false")
            return nil
        }
    }

    /// A finite number of at least `least`.
    func number(least: Double = -.greatestFiniteMagnitude) -> Double? {
        guard let text = node.scalar?.string, let number = Double(text), number.isFinite else {
            expected("a number", "write digits, as in 4 or 0.5")
            return nil
        }
        guard number >= least else {
            expected("at least \(Value.plain(least))", "write a larger number", code: .badValue)
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
            .badValue, at: mark, "“\(name)” cannot be “\(word)”",
            advice: nearest.map { "did you mean “\($0)”?" } ?? "write one of \(words.joined(separator: ", "))"
        )
        return nil
    }
}

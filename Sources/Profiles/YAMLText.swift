import StudioModel

/// YAML that is written line by line: comments and order are ours, which no emitter of trees keeps.
struct YAMLText {
    private(set) var text = ""

    mutating func line(_ line: String) { text += line + "\n" }
    mutating func blank() { text += "\n" }
    mutating func comment(_ comment: String) { line("# \(comment)") }

    /// A list under a key of the top level, with a comment above; nothing when it is empty.
    mutating func section<Item>(
        _ key: String, _ comment: String, _ items: [Item], _ write: (Item, inout YAMLText) -> Void
    ) {
        blank()
        self.comment(comment)
        guard !items.isEmpty else { return line("\(key): []") }
        line("\(key):")
        for item in items { write(item, &self) }
    }

    /// A list one level down; nothing when it is empty.
    mutating func list<Item>(_ key: String, _ items: [Item], _ write: (Item, inout YAMLText) -> Void) {
        guard !items.isEmpty else { return }
        line("  \(key):")
        for item in items { write(item, &self) }
    }

    /// One item of a list: a key a line, those without a value left out.
    mutating func item(_ pairs: [(key: String, value: String?)], indent: Int = 2) {
        var mark = "- "
        for case (let key, let value?) in pairs {
            line(
                String(repeating: " ", count: indent) + mark
                    + (value.isEmpty ? "\(key):" : "\(key): \(value)"))
            mark = "  "
        }
    }
}

extension YAMLText {
    /// A text in double quotes. Whatever is not plain printing text is escaped.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where isPlain(scalar): result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                result += scalar.value > 0xFFFF ? "\\U" + padded(digits, 8) : "\\u" + padded(digits, 4)
            }
        }
        return result + "\""
    }

    /// Letters, marks, numbers, punctuation, symbols and the space; no controls, line separators or byte order marks.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format, .unassigned, .privateUse, .surrogate:
            false
        default: true
        }
    }

    private static func padded(_ digits: String, _ count: Int) -> String {
        String(repeating: "0", count: count - digits.count) + digits
    }

    /// A text without quotes where nobody could take it for something else.
    static func word(_ text: String) -> String {
        let isWord =
            text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || ".-_/".utf8.contains(byte)
            } && text.first?.isLetter == true
        let taken = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        return isWord && !taken.contains(text.lowercased()) ? text : quoted(text)
    }

    static func localized(_ text: LocalizedText) -> String {
        text.en == text.zh ? quoted(text.en) : "{ en: \(quoted(text.en)), zh: \(quoted(text.zh)) }"
    }

    static func list(_ words: [String]) -> String { "[\(words.map(word).joined(separator: ", "))]" }

    /// A mapping in the order of its keys; `nil` when it is empty.
    static func values(_ values: [String: Value]) -> String? {
        guard !values.isEmpty else { return nil }
        let pairs = values.sorted { $0.key < $1.key }.map { "\(word($0.key)): \(value($0.value))" }
        return "{ \(pairs.joined(separator: ", ")) }"
    }

    static func value(_ value: Value) -> String {
        switch value {
        case .number(let number): YAMLText.number(number)
        case .flag(let flag): "\(flag)"
        case .text(let text): word(text)
        }
    }

    /// A number that is read back as the very same.
    static func number(_ number: Double) -> String {
        Int(exactly: number).flatMap { abs($0) < 1 << 53 ? String($0) : nil } ?? "\(number)"
    }
}

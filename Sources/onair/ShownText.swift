/// Text as it may reach a terminal. Names, notes and probes' words are other people's: a control character in them could
/// clear the screen, write a title, or turn a red line green.
enum ShownText {
    /// The text with every control character written out, as `\u001b`: the form that JSON gives it too, so that a record
    /// stays a record. Lines, tabs and our own colours pass.
    static func safe(_ text: String) -> String { written(text, isForbidden) }

    /// The same for what is one line: a name with a line end in it must not look like two lines of ours.
    static func line(_ text: String) -> String {
        written(text) { isForbidden($0) || [0x09, 0x0A, 0x2028, 0x2029].contains($0.value) }
    }

    /// Lines as one text; none of them can be taken for two.
    static func block(_ lines: [String]) -> String { lines.map(line).joined(separator: "\n") }

    private static func written(_ text: String, _ isForbidden: (Unicode.Scalar) -> Bool) -> String {
        guard text.unicodeScalars.contains(where: isForbidden) else { return text }
        var result = ""
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.first {
            if let colour = Colour.sequences.first(where: { rest.starts(with: $0.unicodeScalars) }) {
                result += colour
                rest = rest.dropFirst(colour.unicodeScalars.count)
                continue
            }
            rest.removeFirst()
            if isForbidden(scalar) { result += escaped(scalar) } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// C0 and C1 controls but for tab and newline, and what turns the direction of writing around.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

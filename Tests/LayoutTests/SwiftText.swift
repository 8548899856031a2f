/// Swift source as characters with what is not code blanked out, so that a word in a comment or a string is no finding.
struct SwiftText {
    /// The code; comments and the inside of string literals are spaces, line ends stay.
    let code: [Character]

    init(_ source: String) {
        let text = Array(source)
        var code: [Character] = []
        code.reserveCapacity(text.count)
        var index = 0
        func starts(_ word: String) -> Bool {
            index + word.count <= text.count && text[index..<index + word.count].elementsEqual(word)
        }
        func blank(_ count: Int) {
            for character in text[index..<min(text.count, index + count)] {
                code.append(character.isNewline ? "\n" : " ")
            }
            index += count
        }
        while index < text.count {
            if starts("//") {
                while index < text.count, !text[index].isNewline { blank(1) }
            } else if starts("/*") {
                while index < text.count, !starts("*/") { blank(1) }
                blank(2)
            } else if text[index] == "\""
                || (text[index] == "#" && index + 1 < text.count && text[index + 1] == "\"")
            {
                let pound = text[index] == "#" ? "#" : ""
                let quote = text[(index + pound.count)...].starts(with: "\"\"\"") ? "\"\"\"" : "\""
                blank(pound.count + quote.count)
                while index < text.count, !starts(quote + pound) {
                    blank(pound.isEmpty && text[index] == "\\" ? 2 : 1)
                }
                blank(quote.count + pound.count)
            } else {
                code.append(text[index])
                index += 1
            }
        }
        self.code = code
    }

    var text: String { String(code) }

    /// A function: whether `@Test` stands before it, its name, and its body.
    struct Function {
        let isTest: Bool
        let name: String
        let body: String
    }

    /// Every function with a body, nested ones too.
    var functions: [Function] {
        var found: [Function] = []
        let code = self.text
        for match in code.matches(of: /\bfunc\s+(`[^`]+`|\w+)/) {
            // An attribute belongs to the next declaration; its arguments may hold closures of their own.
            let before = code[..<match.range.lowerBound]
            let attribute = before.ranges(of: "@Test").last.map { before[$0.upperBound...] }
            let isTest = attribute.map { between in
                between.count { $0 == "{" } == between.count { $0 == "}" } && !between.contains(/\bfunc\b/)
            }
            guard let body = Self.body(in: code[match.range.upperBound...]) else { continue }
            found.append(Function(isTest: isTest ?? false, name: String(match.1), body: String(body)))
        }
        return found
    }

    /// What stands between the first brace outside parentheses and the one that closes it.
    private static func body(in code: Substring) -> Substring? {
        var round = 0, curly = 0
        var start: Substring.Index?
        for index in code.indices {
            switch code[index] {
            case "(": round += 1
            case ")": round -= 1
            case "{" where start != nil: curly += 1
            case "{" where round == 0:
                start = index
                curly = 1
            case "}" where start != nil:
                curly -= 1
                if curly == 0 { return start.map { code[$0...index] } }
            case "}" where round == 0: return nil
            default: break
            }
        }
        return nil
    }
}

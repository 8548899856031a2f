import TestSupport
import Testing

/// Texts that people read.
@Suite struct TextTests {
    /// Between Chinese characters stand full-width marks; half-width ones belong to code, which stands in backticks, and
    /// to Latin words on both sides.
    private static func halfWidth(_ text: some StringProtocol) -> Bool {
        var plain = ""
        for (place, part) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            plain += place.isMultiple(of: 2) ? String(part) : "a"
        }
        let characters = Array(plain.unicodeScalars)
        return characters.indices.contains { place in
            guard ",;:!?()".unicodeScalars.contains(characters[place]) else { return false }
            return [place - 1, place + 1].contains {
                characters.indices.contains($0) && isChinese(characters[$0])
            }
        }
    }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value) || (0x3001...0x3011).contains(scalar.value)
            || (0xFF01...0xFF5E).contains(scalar.value)
    }

    /// The quoted texts of a line, with a letter for whatever is put into them.
    private static func quoted(_ line: Substring) -> [String] {
        var texts: [String] = []
        var rest = line
        while let quote = rest.firstIndex(of: "\"") {
            rest = rest[rest.index(after: quote)...]
            texts.append(text(&rest, &texts))
        }
        return texts
    }

    /// Up to the closing quote; texts inside what is put in go to `others`.
    private static func text(_ rest: inout Substring, _ others: inout [String]) -> String {
        var text = ""
        while let next = rest.popFirst(), next != "\"" {
            guard next == "\\" else {
                text.append(next)
                continue
            }
            guard rest.popFirst() == "(" else { continue }
            text.append("a")
            var depth = 1
            while depth > 0, let inner = rest.popFirst() {
                if inner == "\"" { others.append(self.text(&rest, &others)) }
                depth += inner == "(" ? 1 : inner == ")" ? -1 : 0
            }
        }
        return text
    }

    private static func wrong(_ files: [String]) throws -> [String] {
        try files.flatMap { file in
            try SourceTree.text(file).split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                .filter {
                    !$0.element.drop { $0 == " " }.hasPrefix("//")
                        && quoted($0.element).contains(where: halfWidth)
                }
                .map { "\(file):\($0.offset + 1)" }
        }
    }

    @Test func `Chinese texts of profiles have Chinese punctuation`() throws {
        let files = try SourceTree.files(under: "profiles", ending: ".yaml")
        #expect(files.count > 20)
        let wrong = try Self.wrong(files)
        #expect(wrong == [])
    }

    @Test func `Chinese texts of the programs have Chinese punctuation`() throws {
        let files = try SourceTree.files(under: "Sources") + SourceTree.files(under: "probes")
        let wrong = try Self.wrong(files)
        #expect(wrong == [])
    }

    @Test(
        arguments: [
            ("重启,再看", true), ("重启，再看", false), ("运行 `a, b(c)`，再看", false), ("组(`sudo`)", true),
            ("a, b 和 c", false),
            ("plain, (text)", false), ("时间: 现在", true), ("写在 roles: 下", false),
        ])
    func `a half-width mark beside a Chinese character is found`(text: String, isWrong: Bool) {
        #expect(Self.halfWidth(text) == isWrong)
    }
}

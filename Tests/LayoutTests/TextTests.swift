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
        guard characters.contains(where: isChinese) else { return false }
        return characters.indices.contains { place in
            guard ",;:!?()".unicodeScalars.contains(characters[place]) else { return false }
            let before = characters[..<place].last { $0 != " " }
            let after = characters[(place + 1)...].first { $0 != " " }
            return [before, after].contains { $0.map(isChinese) ?? false }
        }
    }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value) || (0x3001...0x3011).contains(scalar.value)
            || (0xFF01...0xFF5E).contains(scalar.value)
    }

    /// The quoted texts of a line, without what is put into them.
    private static func quoted(_ line: Substring) -> [String] {
        line.matches(of: /"((?:[^"\\]|\\.)*)"/).map { match in
            String(match.1).replacing(/\\\([^()]*(?:\([^()]*\)[^()]*)*\)/, with: "a")
        }
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
        #expect(try Self.wrong(files) == [])
    }

    @Test func `Chinese texts of the programs have Chinese punctuation`() throws {
        let files = try SourceTree.files(under: "Sources") + SourceTree.files(under: "probes")
        #expect(try Self.wrong(files) == [])
    }

    @Test(
        arguments: [
            ("重启,再看", true), ("重启，再看", false), ("运行 `a, b(c)`，再看", false), ("组(`sudo`)", true),
            ("a, b 和 c", false),
            ("plain, (text)", false), ("时间: 现在", true),
        ])
    func `a half-width mark beside a Chinese character is found`(text: String, isWrong: Bool) {
        #expect(Self.halfWidth(text) == isWrong)
    }
}

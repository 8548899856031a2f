import TestSupport

/// The sentences of a Swift source: its string literals of several words, with `{}` for whatever is put in.
struct SourceSentences {
    struct Sentence: Hashable {
        let file: String
        let text: String
    }

    /// Sentences of the sources under some folders and files, but for what a metric means and where it is read.
    static func under(_ places: [String]) throws -> [Sentence] {
        try places.flatMap { place in
            try place.hasSuffix(".swift") ? [place] : SourceTree.files(under: place)
        }.flatMap { file in
            var reader = SourceSentences(try SourceTree.text(file))
            return reader.sentences.map { Sentence(file: file, text: $0) }
        }
    }

    private let text: [Character]
    private var index = 0
    private var found: [String] = []
    /// Where the newest literal at the top ended, and what it says; it may go on behind a `+`.
    private var newest: (end: Int, text: String)?

    init(_ source: String) {
        text = Array(source)
    }

    private var sentences: [String] {
        mutating get {
            while index < text.count { step() }
            flush()
            return found.filter { !$0.contains("\n") && $0.contains(/[A-Za-z{}]\S* \S*[A-Za-z{}]/) }
        }
    }

    private func starts(_ word: String) -> Bool {
        index + word.count <= text.count && text[index..<index + word.count].elementsEqual(word)
    }

    private mutating func step() {
        if starts("//") {
            while index < text.count, !text[index].isNewline { index += 1 }
        } else if text[index] == "\"" || starts("#\"") {
            let start = index
            let isForPeople = isForPeople
            let literal = literal()
            guard isForPeople else { return }
            guard let before = newest else { return newest = (index, literal) }
            let between = text[before.end..<start].filter { !$0.isWhitespace }
            if between == ["+"] {
                newest = (index, before.text + literal)
            } else if between.first == ",", before.text.hasSuffix(".") {
                // What a metric means, and behind it where it is read: both for `describe`.
                newest = nil
            } else if between.first == ",", SourceSentences.hasChinese(literal) {
                // Said in both languages where it stands.
                newest = nil
            } else {
                flush()
                newest = (index, literal)
            }
        } else {
            index += 1
        }
    }

    /// Whether the literal that begins here is more than a word to look for or a line of a program's log.
    private var isForPeople: Bool {
        let before = String(text[max(0, index - 80)..<index])
        return !before.contains(/(?:logger\.\w+|contains|has[PS]\w+fix|withLabel)\(\s*$/)
    }

    static func hasChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    private mutating func flush() {
        if let newest, !newest.text.hasSuffix(".") { found.append(newest.text) }
        newest = nil
    }

    private mutating func literal() -> String {
        let pound = text[index] == "#" ? "#" : ""
        index += pound.count
        let quote = starts("\"\"\"") ? "\"\"\"" : "\""
        index += quote.count
        var literal = ""
        while index < text.count, !starts(quote + pound) {
            if starts("\\" + pound + "(") {
                index += 2 + pound.count
                skipInterpolation()
                literal += "{}"
            } else if pound.isEmpty, text[index] == "\\" {
                if index + 1 < text.count, text[index + 1] == "\"" { literal += "\"" }
                index += 2
            } else {
                literal.append(text[index])
                index += 1
            }
        }
        index += quote.count + pound.count
        return literal
    }

    /// To behind the closing parenthesis; texts inside are sentences of their own.
    private mutating func skipInterpolation() {
        var depth = 1
        while depth > 0, index < text.count {
            if text[index] == "\"" {
                found.append(literal())
                continue
            }
            depth += text[index] == "(" ? 1 : text[index] == ")" ? -1 : 0
            index += 1
        }
    }
}

/// Reads one text by the book: a sentence may stand within another, and a list is known when all of it is.
///
/// What others write is read with a bounded effort: so many bytes, so deep, and so many looks into the book in all.
struct PhraseReader {
    /// Longer texts are no sentence of a probe.
    static let longest = 1000
    private static let longestList = 32

    let book: PhraseBook
    private var looks = 64

    init(book: PhraseBook) {
        self.book = book
    }

    /// - Parameter depth: how deep a sentence may still stand within this one.
    /// - Returns: the text in Chinese; `nil` for what is not known.
    mutating func known(_ text: String, depth: Int = 4) -> String? {
        guard looks > 0, text.utf8.count <= Self.longest else { return nil }
        looks -= 1
        if let whole = book.whole[text] { return whole }
        let bytes = Array(text.utf8)
        guard let first = bytes.first else { return nil }
        // "permission denied" of one library is "Permission denied" of the next.
        if first & 0xE0 == 0x40, let whole = book.whole[text.prefix(1).lowercased() + text.dropFirst()] {
            return whole
        }
        guard depth > 0 else { return nil }
        if let list = list(text, "; ", "；", depth) { return list }
        for phrase in book.beginning(with: first) {
            if let places = phrase.places(in: bytes), let said = fill(phrase, bytes, places, depth) {
                return said
            }
        }
        return systemError(text, depth) ?? measure(text) ?? holders(text) ?? list(text, ", ", "、", depth)
    }

    private mutating func fill(
        _ phrase: Phrase, _ bytes: [UInt8], _ places: [Range<Int>], _ depth: Int
    ) -> String? {
        var said = ""
        for part in phrase.chinese {
            switch part {
            case .text(let text): PhraseReader.join(&said, text)
            case .place(let number, let kind):
                guard places.indices.contains(number) else { return nil }
                let inside = String(decoding: bytes[places[number]], as: UTF8.self)
                let known = kind == .verbatim ? nil : known(inside, depth: depth - 1)
                if kind == .known, known == nil { return nil }
                PhraseReader.join(&said, known ?? inside)
            }
        }
        return said
    }

    /// `open /dev/video0: Permission denied (EACCES)`: what was called stays, why is said.
    private mutating func systemError(_ text: String, _ depth: Int) -> String? {
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), text[..<open].hasSuffix(" ") else {
            return nil
        }
        let name = text[open...].dropFirst().dropLast()
        let sentence = text[..<open].dropLast()
        guard name.hasPrefix("E"), name.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }),
            let colon = sentence.lastIndex(of: ":"), sentence[colon...].hasPrefix(": "),
            let why = known(String(sentence[colon...].dropFirst(2)), depth: depth - 1)
        else { return nil }
        return "\(sentence[..<colon])：\(why)（\(name)）"
    }

    /// `frame rate 24.1 Hz`: a measure by its English name, and its value.
    private func measure(_ text: String) -> String? {
        guard let digit = text.firstIndex(where: { $0.isNumber || $0 == "-" }), digit > text.startIndex,
            text[..<digit].hasSuffix(" "), let name = book.whole[String(text[..<digit].dropLast())]
        else { return nil }
        return "\(name) \(text[digit...])"
    }

    /// `ffmpeg (pid 12 of uid 1000), obs (pid 9)`: who holds a device.
    private func holders(_ text: String) -> String? {
        guard text.hasSuffix(")") || text.hasSuffix("seen") else { return nil }
        var said: [String] = []
        for part in text.split(separator: ", ", omittingEmptySubsequences: false).prefix(Self.longestList) {
            if part == "a process that cannot be seen" {
                said.append("看不到的进程")
                continue
            }
            // A program's name is a word or two; more is a sentence that nobody knows.
            guard let open = part.firstRange(of: " (pid "), open.lowerBound > part.startIndex,
                part[..<open.lowerBound].count(where: { $0 == " " }) < 2,
                part.hasSuffix(")"), let numbers = numbers(part[open.upperBound...].dropLast())
            else { return nil }
            said.append("\(part[..<open.lowerBound])（pid \(numbers)）")
        }
        return said.joined(separator: "、")
    }

    /// `12`, or `12 of uid 1000`.
    private func numbers(_ text: Substring) -> String? {
        let parts = text.split(separator: " of uid ", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) else {
            return nil
        }
        return parts.joined(separator: "，uid ")
    }

    /// `used by obs (pid 9); open by pipewire (pid 3)`.
    private mutating func list(
        _ text: String, _ separator: String, _ mark: String, _ depth: Int
    ) -> String? {
        guard text.contains(separator) else { return nil }
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard parts.count <= Self.longestList else { return nil }
        var said: [String] = []
        for part in parts {
            guard let known = known(String(part), depth: depth - 1) else { return nil }
            said.append(known)
        }
        return said.joined(separator: mark)
    }

    /// A space stands between a Latin and a Chinese word, not between two Chinese ones.
    private static func join(_ said: inout String, _ next: String) {
        func isChinese(_ scalar: Unicode.Scalar?) -> Bool {
            scalar.map { (0x3001...0x9FFF).contains($0.value) || (0xFF01...0xFF5E).contains($0.value) }
                ?? false
        }
        let scalars = next.unicodeScalars
        if said.hasSuffix(" "), isChinese(said.unicodeScalars.dropLast().last), isChinese(scalars.first) {
            said.removeLast()
        }
        let isSpaced = scalars.first == " " && isChinese(said.unicodeScalars.last)
        said += isSpaced && isChinese(scalars.dropFirst().first) ? String(next.dropFirst()) : next
    }
}

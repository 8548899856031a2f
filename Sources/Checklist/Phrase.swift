/// A sentence of a probe with places for what it puts in, and how it reads in Chinese.
///
/// The English says its places as `{}`. The Chinese names them by number: `{1}` is carried over as it is, `{2…}` may be a
/// sentence of its own and is said in Chinese where it is known, and `{1!}` must be known, or the sentence is not this one.
struct Phrase: Sendable {
    enum Part: Hashable, Sendable {
        case text(String)
        case place(Int, Kind)
    }

    enum Kind: Hashable, Sendable {
        case verbatim, sentence, known
    }

    let english: String
    /// What stands between the places, as UTF-8.
    let pieces: [[UInt8]]
    let chinese: [Part]

    init(_ english: String, _ chinese: String) {
        self.english = english
        pieces = Phrase.split(english)
        self.chinese = Phrase.parts(chinese)
    }

    /// How many bytes are the sentence's own: the more there are, the surer a match.
    var weight: Int { pieces.reduce(0) { $0 + $1.count } }

    /// Which of two phrases that fit is meant. What needs a known beginning is sure once that is found, and what binds two
    /// sentences comes before what either says; but a mere parenthesis may be a part of one.
    var rank: Int {
        let needsKnown = chinese.contains(.place(0, .known))
        return weight + (needsKnown && (weight > 10 || english == "{}: {}") ? 1000 : 0)
    }

    /// Where the places lie in a text; `nil` when it is another sentence. Nothing is tried twice: every piece is taken where
    /// it first fits, so that the time grows with the text's length and never worse.
    func places(in text: [UInt8]) -> [Range<Int>]? {
        guard let first = pieces.first, let last = pieces.last, pieces.count > 1,
            text.count >= weight + pieces.count - 1, text.starts(with: first)
        else { return nil }
        let end = text.count - last.count
        guard text[end...].elementsEqual(last) else { return nil }
        var found: [Range<Int>] = []
        var begin = first.count
        for piece in pieces.dropFirst().dropLast() {
            // What is put in is never empty.
            guard let place = Phrase.find(piece, in: text, from: begin + 1, to: end - 1) else { return nil }
            found.append(begin..<place)
            begin = place + piece.count
        }
        guard begin < end else { return nil }
        found.append(begin..<end)
        return found
    }

    private static func find(_ piece: [UInt8], in text: [UInt8], from: Int, to end: Int) -> Int? {
        guard let first = piece.first else { return nil }
        var start = from
        while start + piece.count <= end {
            if text[start] == first, text[start..<start + piece.count].elementsEqual(piece) { return start }
            start += 1
        }
        return nil
    }

    private static func split(_ english: String) -> [[UInt8]] {
        var pieces: [[UInt8]] = [[]]
        var rest = Array(english.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "{"), rest.first == UInt8(ascii: "}") {
                rest.removeFirst()
                pieces.append([])
            } else {
                pieces[pieces.count - 1].append(byte)
            }
        }
        return pieces
    }

    private static func parts(_ chinese: String) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(chinese)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            let inside = rest[rest.index(after: open)..<close]
            let number = Int(inside.prefix { $0.isNumber }) ?? 0
            let kind: Kind = inside.hasSuffix("…") ? .sentence : inside.hasSuffix("!") ? .known : .verbatim
            parts.append(number > 0 ? .place(number - 1, kind) : .text(String(rest[open...close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }
}

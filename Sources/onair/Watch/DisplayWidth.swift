/// How many columns text takes in a terminal: East Asian wide characters take two.
enum DisplayWidth {
    static func of(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    /// The text cut or filled to exactly so many columns.
    static func fit(_ text: String, _ columns: Int) -> String {
        let whole = of(text)
        if whole <= columns { return text + String(repeating: " ", count: columns - whole) }
        var kept = ""
        var used = 0
        for character in text {
            let next = of(String(character))
            if used + next > columns - 1 { break }
            kept.append(character)
            used += next
        }
        return kept + "…" + String(repeating: " ", count: max(0, columns - used - 1))
    }

    /// Unicode's East Asian Width W and F, as the blocks that occur in our texts; combining marks take none.
    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: 0
        case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}

extension DisplayWidth {
    /// The text in lines of at most so many columns. Words stay whole where they can; between wide characters a line may
    /// end anywhere but before closing punctuation.
    static func wrap(_ text: String, _ columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for piece in pieces(text, widest: max(2, columns)) {
            if !line.isEmpty, of(line) + of(trimmed(piece)) > columns {
                lines.append(trimmed(line))
                line = ""
            }
            line += piece
        }
        if !trimmed(line).isEmpty || lines.isEmpty { lines.append(trimmed(line)) }
        return lines
    }

    /// What may not be divided: a word with the space after it, or a wide character with the punctuation after it.
    private static func pieces(_ text: String, widest: Int) -> [String] {
        var pieces: [String] = []
        var word = ""
        func close() {
            if !word.isEmpty { pieces.append(word) }
            word = ""
        }
        for character in text {
            let isWide = of(String(character)) == 2
            let follows = "，。：；、！？）】》”…".contains(character)
            let isNew = isWide ? !follows : word.last == " " || word.last.map { of(String($0)) == 2 } == true
            if (isNew && !follows) || of(word) + of(String(character)) > widest { close() }
            word.append(character)
        }
        close()
        return pieces
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}

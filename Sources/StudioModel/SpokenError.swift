/// An error that a person reads in the language of choice: what could not be done, to what, and the next step.
package protocol SpokenError: Error, CustomStringConvertible {
    /// Sentence and advice in one line.
    func line(_ language: Language) -> String
}

extension SpokenError {
    package var description: String { line(.english) }
}

extension LocalizedText {
    /// A sentence and the advice after it, in one line. Neither needs its full stop.
    package static func line(_ sentence: LocalizedText, _ advice: LocalizedText, _ language: Language)
        -> String
    {
        func closed(_ text: String, _ stop: String, _ ends: Set<Character>) -> String {
            text.last.map(ends.contains) ?? true ? text : text + stop
        }
        switch language {
        case .english:
            return closed(sentence.en, ".", [".", "?", "!"]) + " "
                + closed(advice.en, ".", [".", "?", "!", "`"])
        case .chinese:
            return closed(sentence.zh, "。", ["。", "？", "！"]) + closed(advice.zh, "。", ["。", "？", "！", "`"])
        }
    }
}

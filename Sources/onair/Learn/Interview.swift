import StudioModel

/// Questions at a terminal, each with a default; silent ones take it.
final class Interview {
    let language: Language
    let isSilent: Bool
    /// The input has ended: nobody answers any more, so every question left takes its default.
    private(set) var isOver = false

    init(language: Language, isSilent: Bool) {
        self.language = language
        self.isSilent = isSilent
    }

    /// What a reader makes of an answer.
    enum Reading<Answer> {
        case understood(Answer)
        /// What was wrong with it, and how to write it.
        case not(LocalizedText)
    }

    /// The answer, or the default when the person just presses return or nobody is asked.
    func ask(_ question: LocalizedText, default fallback: String) -> String {
        guard !isSilent, !isOver else { return fallback }
        Terminal.raw(ShownText.line("\(question[language]) [\(fallback)]\(colon)"))
        guard let answer = readLine() else {
            isOver = true
            Terminal.standardOutput("")
            return fallback
        }
        let word = Interview.trimmed(answer)
        return word.isEmpty ? fallback : word
    }

    /// Asks until the answer is understood: what a person typed is never thrown away without a word.
    /// - Parameter fallback: what `return` means; it must be understood.
    func ask<Answer>(
        _ question: LocalizedText, default fallback: String, else last: Answer,
        _ read: (String) -> Reading<Answer>
    ) -> Answer {
        while true {
            let answer = ask(question, default: fallback)
            switch read(answer) {
            case .understood(let understood): return understood
            case .not(let trouble):
                if isSilent || isOver { return last }
                say(trouble)
            }
        }
    }

    /// Asks for something that must not be seen; an empty answer is `nil`.
    func askHidden<Answer>(_ question: LocalizedText, _ read: (String) -> Reading<Answer>) -> Answer? {
        while !isSilent, !isOver {
            Terminal.raw(ShownText.line(question[language] + colon))
            guard let line = HiddenLine.read() else {
                isOver = true
                return nil
            }
            let answer = Interview.trimmed(line)
            if answer.isEmpty { return nil }
            switch read(answer) {
            case .understood(let understood): return understood
            case .not(let trouble): say(trouble)
            }
        }
        return nil
    }

    /// One sentence between the questions.
    func say(_ text: LocalizedText) { Terminal.line("  " + text[language]) }

    private var colon: String { language == .chinese ? "：" : ": " }

    /// Without the space around it, the ideographic one of Chinese input methods included.
    static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

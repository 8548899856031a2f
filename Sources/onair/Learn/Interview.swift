import StudioModel

/// Questions at a terminal, each with a default; silent ones take it.
struct Interview {
    let language: Language
    let isSilent: Bool

    /// The answer, or the default when the person just presses return or nobody is asked.
    func ask(_ question: LocalizedText, default fallback: String) -> String {
        guard !isSilent else { return fallback }
        Terminal.raw("\(question[language]) [\(fallback)]: ")
        guard let answer = readLine(), !answer.allSatisfy(\.isWhitespace) else { return fallback }
        return answer
    }

    /// Asks again until `read` takes the answer.
    func ask<Answer>(_ question: LocalizedText, default fallback: String, _ read: (String) -> Answer?)
        -> Answer?
    {
        for _ in 0..<5 {
            if let answer = read(ask(question, default: fallback)) { return answer }
            if isSilent { return nil }
            Terminal.standardOutput(
                language == .chinese ? "看不懂，请再输入一次。" : "That was not understood; once more, please.")
        }
        return nil
    }
}

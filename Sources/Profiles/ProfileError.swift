import StudioModel

/// Why a profile, a rule file, a playbook or a secret cannot be used: every problem found, in the order of the file.
package struct ProfileError: SpokenError, Hashable {
    /// Never empty.
    package var problems: [Problem]

    package init(_ problems: [Problem]) {
        self.problems = problems
    }

    package init(_ code: Code, at place: Place, _ sentence: LocalizedText, advice: LocalizedText) {
        problems = [Problem(code: code, place: place, sentence: sentence, advice: advice)]
    }

    /// The first problem's code; callers that only want the exit status look here.
    package var code: Code { problems.first?.code ?? .unreadable }

    /// One thing that is wrong: where, what was expected, and the next step.
    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        package var code: Code
        package var place: Place
        package var sentence: LocalizedText
        package var advice: LocalizedText

        package init(code: Code, place: Place, sentence: LocalizedText, advice: LocalizedText) {
            self.code = code
            self.place = place
            self.sentence = sentence
            self.advice = advice
        }

        /// One line: `studio.yaml:12:3: unknown key “hodl”; did you mean “hold”?`
        package var description: String { line(.english) }

        package func line(_ language: Language) -> String {
            language == .chinese
                ? "\(place)：\(sentence.zh)；\(advice.zh)" : "\(place): \(sentence.en); \(advice.en)"
        }
    }

    /// What kind of problem it is.
    package enum Code: String, CaseIterable, Sendable {
        case missing, directory, unreadable, tooLarge = "too-large", empty, encoding, syntax
        case unknownKey = "unknown-key"
        case missingKey = "missing-key"
        case wrongType = "wrong-type"
        case badValue = "bad-value"
        case badLimit = "bad-limit"
        case unknownRole = "unknown-role"
        case unknownPlaybook = "unknown-playbook"
        case unknownSubject = "unknown-subject"
        case unknownRule = "unknown-rule"
        case unknownFile = "unknown-file"
        case duplicate, cycle
        case secretMissing = "secret-missing"
        case secretExposed = "secret-exposed"
    }
}

extension ProfileError {
    /// One line a problem.
    package func line(_ language: Language) -> String {
        problems.map { $0.line(language) }.joined(separator: "\n")
    }

    /// The advice for a mistyped word.
    static func meant(_ word: String) -> LocalizedText { .init("did you mean “\(word)”?", "是否指“\(word)”？") }
}

import StudioModel
import SystemCalls

/// The language a person is spoken to in.
enum Locales {
    /// LC_ALL, LC_MESSAGES, LANG: the first that says something.
    static var current: String {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            if let value = EnvironmentVariable.value(name), !value.isEmpty { return value }
        }
        return "C"
    }

    /// `--lang`, else the environment's. For errors, which may come before the command line is understood.
    static let chosen = chosen(CommandLine.arguments, locale: current)

    /// The last one counts, as for every option.
    static func chosen(_ arguments: [String], locale: String) -> Language {
        var chosen: Language?
        for (place, word) in arguments.enumerated() {
            if word == "--lang", arguments.indices.contains(place + 1) {
                chosen = Language(rawValue: arguments[place + 1])
            }
            if word.hasPrefix("--lang="), let language = Language(rawValue: String(word.dropFirst(7))) {
                chosen = language
            }
        }
        return chosen ?? Language(locale: locale)
    }

    /// The command line without a language before its verb, which the parser would refuse there; `chosen` knows it. One
    /// that is no language goes behind the verb, to be refused like any other.
    static func withoutLeadingLanguage(_ arguments: [String]) -> [String] {
        var rest = arguments[...]
        var refused: [String] = []
        while let word = rest.first, word == "--lang" || word.hasPrefix("--lang=") {
            let count = word == "--lang" ? 2 : 1
            let value = count == 2 ? rest.dropFirst().first : String(word.dropFirst(7))
            if Language(rawValue: value ?? "") == nil { refused += rest.prefix(count) }
            rest = rest.dropFirst(count)
        }
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return rest[..<end] + refused + rest[end...]
    }
}

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

    static func chosen(_ arguments: [String], locale: String) -> Language {
        for (place, word) in arguments.enumerated() {
            if word == "--lang", arguments.indices.contains(place + 1) {
                return Language(rawValue: arguments[place + 1]) ?? Language(locale: locale)
            }
            if word.hasPrefix("--lang="), let language = Language(rawValue: String(word.dropFirst(7))) {
                return language
            }
        }
        return Language(locale: locale)
    }
}

import StudioModel

/// What probes say, in the language of whoever reads it.
///
/// A probe speaks one language, English: anybody may write one. The desk knows what its own probes, and the system below
/// them, say, and says it in Chinese. What it does not know stays as the probe said it.
package enum ProbeWords {
    /// A text of a probe in a language.
    package static func say(_ text: String, _ language: Language) -> String {
        language == .chinese ? chinese(text) : text
    }

    /// A text of a probe in both languages.
    package static func text(_ said: String) -> LocalizedText { LocalizedText(en: said, zh: chinese(said)) }

    /// A text that may be a probe's in both of its halves.
    package static func text(_ said: LocalizedText) -> LocalizedText {
        LocalizedText(en: said.en, zh: chinese(said.zh))
    }

    /// An outcome as a person reads it: its value, or its kind and reason.
    package static func say(_ outcome: Outcome, _ language: Language) -> String {
        say(outcome.description, language)
    }

    /// A text of a probe in Chinese, or as it is.
    package static func chinese(_ text: String) -> String {
        var reader = PhraseReader(book: book)
        return reader.known(text) ?? text
    }

    static let book = PhraseBook(
        states + cameras + pictures + microphones + wireless + networks + streams + hosts + desks + systems)
}

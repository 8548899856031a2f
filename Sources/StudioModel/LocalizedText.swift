/// The languages a person can choose.
package enum Language: String, Codable, CaseIterable, Sendable {
    case english = "en"
    case chinese = "zh"

    /// The language of a locale name such as `zh_CN.UTF-8`; English unless it is Chinese.
    package init(locale: String) {
        self = locale.lowercased().hasPrefix("zh") ? .chinese : .english
    }
}

/// One sentence in every language of the product.
package struct LocalizedText: Hashable, Codable, Sendable {
    package var en: String
    package var zh: String

    package init(en: String, zh: String) {
        self.en = en
        self.zh = zh
    }

    /// The short form, where many are written.
    package init(_ en: String, _ zh: String) {
        self.init(en: en, zh: zh)
    }

    /// The text in one language.
    package subscript(language: Language) -> String {
        switch language {
        case .english: en
        case .chinese: zh
        }
    }
}

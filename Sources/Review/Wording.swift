import StudioModel

/// Lengths of time and counts as people say them.
enum Wording {
    /// `45 s`, `2 min 05 s`, `1 h 02 min`; 45 秒、2 分 05 秒、1 小时 02 分.
    static func duration(_ seconds: Double, _ language: Language) -> String {
        let text = duration(seconds)
        return text[language]
    }

    static func duration(_ seconds: Double) -> LocalizedText {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        if seconds < 9.95, seconds != seconds.rounded() {
            let text = Value.plain((seconds * 10).rounded() / 10)
            return LocalizedText(en: "\(text) s", zh: "\(text) 秒")
        }
        let whole = Int(seconds.rounded())
        if whole < 60 { return LocalizedText(en: "\(whole) s", zh: "\(whole) 秒") }
        if whole < 3600 {
            return LocalizedText(
                en: "\(whole / 60) min \(two(whole % 60)) s", zh: "\(whole / 60) 分 \(two(whole % 60)) 秒")
        }
        let minutes = (whole + 30) / 60
        return LocalizedText(
            en: "\(minutes / 60) h \(two(minutes % 60)) min", zh: "\(minutes / 60) 小时 \(two(minutes % 60)) 分")
    }

    /// `one incident`, `3 incidents`.
    static func incidents(_ count: Int) -> LocalizedText {
        LocalizedText(en: count == 1 ? "one incident" : "\(count) incidents", zh: "\(count) 起事件")
    }

    static func list(_ texts: [String], _ language: Language) -> String {
        texts.joined(separator: language == .chinese ? "、" : ", ")
    }
}

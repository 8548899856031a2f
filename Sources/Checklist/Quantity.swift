import StudioModel

/// A value with its unit, as a person reads it: `24.1 Hz`, `4.5 Mbit/s`, `yes`.
struct Quantity {
    let value: Value
    let unit: String

    var text: LocalizedText {
        switch value {
        case .flag(let flag): return LocalizedText(en: flag ? "yes" : "no", zh: flag ? "是" : "否")
        case .text(let text): return LocalizedText(en: "“\(text)”", zh: "“\(ProbeWords.chinese(text))”")
        case .number(let number):
            let text = Self.written(number, unit)
            return LocalizedText(en: text, zh: text)
        }
    }

    private static func written(_ number: Double, _ unit: String) -> String {
        guard unit == "bit/s" || unit == "B" else {
            let text = Value.plain(rounded(number))
            return unit.isEmpty || unit == "1" || unit == "count" ? text : "\(text) \(unit)"
        }
        for (prefix, scale) in [("G", 1e9), ("M", 1e6), ("k", 1e3)] where abs(number) >= scale {
            return "\(Value.plain(rounded(number / scale))) \(prefix)\(unit)"
        }
        return "\(Value.plain(rounded(number))) \(unit)"
    }

    /// Three figures are what a person can use; whole numbers keep all of theirs.
    private static func rounded(_ number: Double) -> Double {
        let size = abs(number)
        let factor: Double = size >= 1000 ? 1 : size >= 10 ? 10 : size >= 1 ? 100 : 1000
        return (number * factor).rounded() / factor
    }
}

import StudioModel
import Yams

extension Cursor {
    private static let units: [(suffix: String, seconds: Double)] = [
        ("ms", 0.001), ("min", 60), ("s", 1), ("h", 3600),
    ]

    /// A time with its unit, in seconds: `300ms`, `2s`, `5min`, `1h`.
    func seconds() -> Double? {
        if let text = node.scalar?.string {
            for unit in Cursor.units where text.hasSuffix(unit.suffix) {
                let digits = text.dropLast(unit.suffix.count)
                guard let count = Double(digits), count.isFinite, count >= 0 else { break }
                // 300 * 0.001 is not 0.3: divide, so that what is written reads back.
                return unit.seconds < 1 ? count / (1 / unit.seconds).rounded() : count * unit.seconds
            }
        }
        expected(
            .init("a time with its unit", "带单位的时间"),
            .init("write 300ms, 2s, 5min or 1h", "写 300ms、2s、5min 或 1h"))
        return nil
    }

    /// A number, true or false, or a text. Quotes make a text; so does a leading zero, as serial numbers have.
    func value() -> Value? {
        guard case .scalar(let scalar) = node, !isNull else {
            expected(
                .init("one number, word, true or false", "一个数字、词、true 或 false"),
                .init("write it on one line", "写在一行内"))
            return nil
        }
        guard scalar.style == .plain else { return .text(scalar.string) }
        if scalar.string == "true" { return .flag(true) }
        if scalar.string == "false" { return .flag(false) }
        return Cursor.number(scalar.string).map(Value.number) ?? .text(scalar.string)
    }

    /// A number that is written back as it was read; `007` and a 30-digit serial are texts.
    static func number(_ text: String) -> Double? {
        guard let first = text.first, first.isNumber || first == "-" || first == ".",
            let number = Double(text),
            number.isFinite
        else { return nil }
        if text.allSatisfy({ $0.isNumber || $0 == "-" }) {
            guard let whole = Int(text), String(whole) == text, abs(whole) < 1 << 53 else { return nil }
        }
        return number
    }

    /// A comparison, as in `"< 0.98"`.
    func limit() -> Limit? {
        guard let text = node.scalar?.string, let limit = Limit(text) else {
            problems.add(
                .badLimit, at: mark, .init("“\(name)” is not a limit", "“\(name)”不是限值"),
                advice: .init(
                    "write a comparison in quotes, as in \"< 0.98\", \"== true\" or \"< 0.8 * profile.bitrate\"",
                    "用引号写比较式，如 \"< 0.98\"、\"== true\" 或 \"< 0.8 * profile.bitrate\""))
            return nil
        }
        return limit
    }

    /// A sentence in both languages, or one text for both.
    ///
    /// A language that is left out takes the other's text; `profile lint` says so.
    func localized() -> LocalizedText? {
        guard isMapping else { return word().map { LocalizedText(en: $0, zh: $0) } }
        guard let fields = fields(["en", "zh"]) else { return nil }
        let en = fields["en"].flatMap { $0.word() }
        let zh = fields["zh"].flatMap { $0.word() }
        guard let first = en ?? zh else {
            expected(
                .init("a sentence in en and zh", "中英文句子"),
                .init("write { en: \"…\", zh: \"…\" }", "写成 { en: \"…\", zh: \"…\" }"), code: .missingKey)
            return nil
        }
        return LocalizedText(en: en ?? first, zh: zh ?? first)
    }

    func subject() -> Subject? {
        guard let text = word() else { return nil }
        guard let subject = Subject(rawValue: text) else {
            expected(
                .init("a subject", "对象"),
                .init("write family/name in small letters, as in camera/host", "用小写字母写 类别/名称，如 camera/host"),
                code: .badValue)
            return nil
        }
        return subject
    }

    func due() -> DueTime? {
        guard let text = word() else { return nil }
        guard let due = DueTime(text) else {
            expected(
                .init("a due time", "截止时间"),
                .init("write T-60min, E+1d, D-2 or D 09:00", "写 T-60min、E+1d、D-2 或 D 09:00"), code: .badValue)
            return nil
        }
        return due
    }

    func wallTime() -> WallTime? {
        guard let text = word() else { return nil }
        guard let time = WallTime(text) else {
            expected(
                .init("a time with its offset", "带时区的时间"),
                .init("write 2026-11-11T20:00:00+08:00", "写成 2026-11-11T20:00:00+08:00"), code: .badValue)
            return nil
        }
        return time
    }

    /// Where a secret is kept. What was written is never repeated: it may be the secret.
    func secretReference() -> SecretReference? {
        guard let reference = node.scalar.flatMap({ SecretReference($0.string) }) else {
            expected(
                .init("a reference to a secret", "密钥的引用"),
                .init(
                    "write env:NAME or file:PATH; never the secret itself", "写 env:NAME 或 file:PATH，绝不写密钥本身"),
                code: .badValue)
            return nil
        }
        return reference
    }

    /// A free mapping of values.
    func values() -> [String: Value] {
        var values: [String: Value] = [:]
        for (key, cursor) in entries() { values[key] = cursor.value() }
        return values
    }
}

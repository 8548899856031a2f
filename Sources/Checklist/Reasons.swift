import StudioModel

/// The sentences of a finding.
enum Reasons {
    /// `frame rate 24.1 Hz, at least 29.4 Hz expected`.
    static func measured(
        _ name: LocalizedText, _ value: Value, _ limit: Limit, _ operand: Value, unit: String
    ) -> LocalizedText {
        let found = Quantity(value: value, unit: unit).text
        // What simply is as it should be needs no expectation beside it.
        let isWord = limit.comparison == .equal || limit.comparison == .notEqual
        if isWord, limit.isMet(by: value, against: operand) == false {
            return LocalizedText(en: "\(name.en): \(found.en)", zh: "\(name.zh)：\(found.zh)")
        }
        let wanted = expectation(limit, operand, unit: unit)
        return LocalizedText(
            en: "\(name.en) \(found.en), \(wanted.en)", zh: "\(name.zh) \(found.zh)，\(wanted.zh)")
    }

    /// The limit turned round: what is in order.
    private static func expectation(_ limit: Limit, _ operand: Value, unit: String) -> LocalizedText {
        let bound = Quantity(value: operand, unit: unit).text
        switch (limit.comparison, operand) {
        case (.less, _): return LocalizedText(en: "at least \(bound.en) expected", zh: "应不低于 \(bound.zh)")
        case (.lessOrEqual, _):
            return LocalizedText(en: "more than \(bound.en) expected", zh: "应高于 \(bound.zh)")
        case (.greater, _): return LocalizedText(en: "at most \(bound.en) expected", zh: "应不超过 \(bound.zh)")
        case (.greaterOrEqual, _):
            return LocalizedText(en: "less than \(bound.en) expected", zh: "应低于 \(bound.zh)")
        case (.equal, .flag(let flag)), (.notEqual, .flag(let flag)):
            let good = Quantity(value: .flag(limit.comparison == .equal ? !flag : flag), unit: unit).text
            return LocalizedText(en: "\(good.en) expected", zh: "应为\(good.zh)")
        case (.equal, _): return LocalizedText(en: "anything but \(bound.en) expected", zh: "不应为 \(bound.zh)")
        case (.notEqual, _): return LocalizedText(en: "\(bound.en) expected", zh: "应为 \(bound.zh)")
        }
    }

    /// A percentile is not the level itself: a check may show both beside each other.
    static func part(_ name: LocalizedText, _ use: Rule.Window.Use?) -> LocalizedText {
        switch use {
        case .p5: LocalizedText(en: "\(name.en) (lowest 5 %)", zh: "\(name.zh)（最低 5%）")
        case .p95: LocalizedText(en: "\(name.en) (highest 5 %)", zh: "\(name.zh)（最高 5%）")
        default: name
        }
    }

    static func needs(_ seconds: Double) -> LocalizedText {
        let text = Value.plain(seconds)
        return LocalizedText(en: "needs \(text) s", zh: "需要 \(text) 秒")
    }

    /// Out of its limit, but not for as long as the rule allows.
    static func tooShort(_ reason: LocalizedText, seconds: Double) -> LocalizedText {
        let text = Value.plain(seconds)
        return LocalizedText(
            en: "\(reason.en), but for less than \(text) s", zh: "\(reason.zh)，但持续不到 \(text) 秒")
    }

    /// The level is judged only while something else is so.
    static func gate(_ name: LocalizedText, _ value: Value) -> LocalizedText {
        let found = Quantity(value: value, unit: "").text
        return LocalizedText(
            en: "not judged, since \(name.en): \(found.en)", zh: "\(name.zh)：\(found.zh)，故不判断")
    }

    /// What would be a fault later is none yet, and nothing behind it can be measured.
    static func tooEarly(_ reason: LocalizedText) -> LocalizedText {
        LocalizedText(
            en:
                "\(reason.en); start the encoder to the ingest or to a test address, or rehearse, then check again",
            zh: "\(reason.zh)；请让编码器推流到平台或测试地址，或先彩排，再检查一次")
    }

    static let tryIt = LocalizedText(
        en: "Start the encoder to the ingest or to a test address, or rehearse; then check again.",
        zh: "请让编码器推流到平台或测试地址，或先彩排，再检查一次。")

    /// A reason with what a probe said beside it.
    static func detailed(_ reason: LocalizedText, _ why: String) -> LocalizedText {
        LocalizedText(en: "\(reason.en) (\(why))", zh: "\(reason.zh)（\(ProbeWords.chinese(why))）")
    }

    static let showIsOver = LocalizedText(en: "the show has ended", zh: "直播已结束")

    static func sameReason(_ title: LocalizedText, _ subject: Subject) -> LocalizedText {
        LocalizedText(en: "for the same reason as \(subject): \(title.en)", zh: "原因同 \(subject)：\(title.zh)")
    }

    static let tooFew = LocalizedText(en: "too few samples", zh: "样本太少")
    static let duringShow = LocalizedText(en: "a drift; it is judged during the show", zh: "漂移项，在直播中判断")

    static func notMeasured(_ name: LocalizedText) -> LocalizedText {
        LocalizedText(en: "\(name.en) was not measured", zh: "未测到\(name.zh)")
    }

    /// What was read is no answer to what was asked: a word where a number belongs.
    static func mismatch(_ name: LocalizedText, _ value: Value, _ operand: Value) -> LocalizedText {
        func word(_ kind: Value.Kind) -> LocalizedText {
            switch kind {
            case .number: LocalizedText(en: "a number", zh: "数值")
            case .flag: LocalizedText(en: "yes or no", zh: "是或否")
            case .text: LocalizedText(en: "a word", zh: "文字")
            }
        }
        let (given, wanted) = (word(value.kind), word(operand.kind))
        return LocalizedText(
            en: "\(name.en) was given as \(given.en) where \(wanted.en) is judged",
            zh: "\(name.zh)给出的是\(given.zh)，而应为\(wanted.zh)")
    }

    static func noLimit(_ missing: [String]) -> LocalizedText {
        let words = missing.joined(separator: ", ")
        return LocalizedText(en: "the profile does not give \(words)", zh: "配置中没有 \(words)")
    }

    /// Why there is no value, as the probe says it.
    static func noValue(_ name: LocalizedText, _ outcome: Outcome) -> LocalizedText {
        let why = ProbeWords.text(outcome.reason ?? "")
        switch outcome {
        case .value: return notMeasured(name)
        case .absent:
            return LocalizedText(en: "\(name.en) absent: \(why.en)", zh: "\(name.zh)不存在：\(why.zh)")
        case .unsupported:
            return LocalizedText(en: "\(name.en) not supported: \(why.en)", zh: "\(name.zh)不受支持：\(why.zh)")
        case .denied:
            return LocalizedText(
                en: "\(name.en) could not be read: \(why.en)", zh: "没有权限读取\(name.zh)：\(why.zh)")
        case .failed:
            return LocalizedText(
                en: "\(name.en) could not be measured: \(why.en)", zh: "\(name.zh)测量失败：\(why.zh)")
        }
    }

    static func because(_ title: LocalizedText, _ subject: Subject) -> LocalizedText {
        LocalizedText(en: "because of \(subject): \(title.en)", zh: "由 \(subject) 引起：\(title.zh)")
    }

    static func earlier(_ reason: LocalizedText, ageSeconds: Double) -> LocalizedText {
        let (en, zh) = age(ageSeconds)
        return LocalizedText(en: "\(reason.en) (measured \(en) ago)", zh: "\(reason.zh)（\(zh)前测得）")
    }

    static func expired(_ reason: LocalizedText, _ waiver: Waiver) -> LocalizedText {
        LocalizedText(
            en: "\(reason.en) (the waiver by \(waiver.by) ended at \(waiver.until))",
            zh: "\(reason.zh)（\(waiver.by) 的豁免已于 \(waiver.until) 到期）")
    }

    private static func age(_ seconds: Double) -> (en: String, zh: String) {
        if seconds < 90 {
            return ("\(Value.plain(seconds.rounded())) s", "\(Value.plain(seconds.rounded())) 秒")
        }
        if seconds < 5400 {
            let minutes = Value.plain((seconds / 60).rounded())
            return ("\(minutes) min", "\(minutes) 分钟")
        }
        let hours = Value.plain((seconds / 3600).rounded())
        return ("\(hours) h", "\(hours) 小时")
    }
}

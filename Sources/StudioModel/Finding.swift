/// What the check says of one item. Never green for unmeasured.
package enum Verdict: String, Codable, CaseIterable, Sendable {
    case pass
    case warn
    case fail
    case unknown
    case skipped

    /// The exit code of a run whose worst verdict this is: 0 pass, 1 warn, 2 fail, 3 unknown.
    package var exitCode: Int32 {
        switch self {
        case .pass, .skipped: 0
        case .warn: 1
        case .fail: 2
        case .unknown: 3
        }
    }

    /// The verdict as one word for people.
    package var title: LocalizedText {
        switch self {
        case .pass: LocalizedText(en: "pass", zh: "通过")
        case .warn: LocalizedText(en: "warn", zh: "警告")
        case .fail: LocalizedText(en: "fail", zh: "失败")
        case .unknown: LocalizedText(en: "not measured", zh: "未测")
        case .skipped: LocalizedText(en: "skipped", zh: "跳过")
        }
    }

    /// The worse verdict wins in the order fail, unknown, warn, pass.
    package var weight: Int {
        switch self {
        case .skipped: 0
        case .pass: 1
        case .warn: 2
        case .unknown: 3
        case .fail: 4
        }
    }
}

/// A dispensation: somebody takes a finding upon himself until a time. Never a pass.
package struct Waiver: Hashable, Codable, Sendable {
    package var by: String
    package var until: WallTime
    package var reason: String?

    package init(by: String, until: WallTime, reason: String? = nil) {
        self.by = by
        self.until = until
        self.reason = reason
    }
}

/// One item of a check and what came of it.
package struct Finding: Hashable, Codable, Sendable {
    /// Equipment is measured; readiness is signed by people.
    package enum Group: String, Codable, Sendable {
        case equipment
        case readiness
    }

    /// The rule's id, or the attested item's.
    package var id: String
    package var subject: Subject?
    package var group: Group
    package var verdict: Verdict
    package var value: Value?
    package var unit: String?
    package var limit: String?
    package var title: LocalizedText
    /// Why the verdict is what it is, in one sentence.
    package var reason: LocalizedText
    /// The next step; empty for a pass.
    package var advice: LocalizedText?
    package var durationMilliseconds: Int
    package var waiver: Waiver?
    /// Set when the result is an earlier one: its age in seconds.
    package var ageSeconds: Double?
    /// What it was at the last good show, when it differs.
    package var before: Value?
    /// The address of the finding that this one is skipped for: one cause, one finding.
    package var because: String?

    package init(
        id: String, subject: Subject?, group: Group, verdict: Verdict, value: Value? = nil,
        unit: String? = nil,
        limit: String? = nil, title: LocalizedText, reason: LocalizedText, advice: LocalizedText? = nil,
        durationMilliseconds: Int = 0, waiver: Waiver? = nil, ageSeconds: Double? = nil, before: Value? = nil,
        because: String? = nil
    ) {
        self.id = id
        self.subject = subject
        self.group = group
        self.verdict = verdict
        self.value = value
        self.unit = unit
        self.limit = limit
        self.title = title
        self.reason = reason
        self.advice = advice
        self.durationMilliseconds = durationMilliseconds
        self.waiver = waiver
        self.ageSeconds = ageSeconds
        self.before = before
        self.because = because
    }

    /// What a waiver and a sign-off are addressed to: `id` alone, or `id@subject`.
    package var address: String { subject.map { "\(id)@\($0)" } ?? id }
}

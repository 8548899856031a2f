import StudioModel

/// What a check comes to: the worst verdict, what is to be done first, and one sentence.
///
/// A waived finding keeps its verdict and no longer counts against the show; how many there are is said.
package struct CheckVerdict: Hashable, Codable, Sendable {
    package var verdict: Verdict
    /// Findings that fail, warn or are unknown, without the waived ones.
    package var failed: Int
    package var warned: Int
    package var unknown: Int
    package var waived: Int
    package var passed: Int
    package var skipped: Int

    package init(_ findings: [Finding]) {
        let open = findings.filter { $0.waiver == nil }
        func count(_ verdict: Verdict) -> Int { open.count { $0.verdict == verdict } }
        failed = count(.fail)
        warned = count(.warn)
        unknown = count(.unknown)
        passed = count(.pass)
        skipped = count(.skipped)
        waived = findings.count - open.count
        let worst = open.map(\.verdict).max { $0.weight < $1.weight } ?? .skipped
        // Nothing looked at is not green.
        verdict = worst == .skipped ? (waived > 0 ? .pass : .unknown) : worst
    }

    /// Equipment and readiness judged apart; `nil` when the check has none of that group.
    package static func of(_ group: Finding.Group, in findings: [Finding]) -> CheckVerdict? {
        let members = findings.filter { $0.group == group }
        return members.isEmpty ? nil : CheckVerdict(members)
    }

    package var exitCode: Int32 { verdict.exitCode }

    /// What the sentence is said of: "ready to go live" is nothing to say on air, nor of a part of the studio.
    package enum Setting: Sendable {
        case before, onAir, part
    }

    package func sentence(_ setting: Setting) -> LocalizedText {
        let isGood = failed == 0 && unknown == 0 && verdict != .unknown
        let tail =
            (waived > 0 ? LocalizedText(en: ", \(waived) waived", zh: "，\(waived) 项已豁免") : Self.nothing)
            + (warned > 0
                ? LocalizedText(en: ", \(warned) to keep an eye on", zh: "，\(warned) 项需留意") : Self.nothing)
        switch setting {
        case .before: return sentence
        case .onAir where isGood:
            return LocalizedText(en: "on air, nothing is wrong", zh: "直播中，一切正常") + tail
        case .part:
            let whole = isGood ? LocalizedText(en: "in order", zh: "正常") + tail : sentence
            return LocalizedText(en: "of what was checked: \(whole.en)", zh: "所查项目：\(whole.zh)")
        case .onAir: return sentence
        }
    }

    /// The verdict in one sentence, before a show.
    package var sentence: LocalizedText {
        if failed > 0 {
            let rest =
                unknown > 0
                ? LocalizedText(en: "; \(unknown) not measured", zh: "；\(unknown) 项未测") : Self.nothing
            return LocalizedText(
                en: "\(failed) to deal with first\(rest.en)", zh: "先处理 \(failed) 项\(rest.zh)")
        }
        if verdict == .unknown, unknown == 0 {
            return LocalizedText(en: "nothing was measured", zh: "没有测到任何项目")
        }
        let warnings =
            warned > 0
            ? LocalizedText(en: ", \(warned) to keep an eye on", zh: "，\(warned) 项需留意") : Self.nothing
        if unknown > 0 {
            return LocalizedText(
                en: "\(unknown) not measured\(warnings.en)", zh: "\(unknown) 项未测\(warnings.zh)")
        }
        if waived > 0 {
            return LocalizedText(
                en: "ready with \(waived) waived\(warnings.en)", zh: "可以开播，\(waived) 项已豁免\(warnings.zh)")
        }
        return LocalizedText(en: "ready to go live\(warnings.en)", zh: "可以开播\(warnings.zh)")
    }

    private static let nothing = LocalizedText(en: "", zh: "")
}

extension Checklist {
    /// What to do first: the worst open finding, by its rule's severity, then in the order of the findings.
    package func first(_ findings: [Finding]) -> Finding? {
        let open = findings.filter { $0.waiver == nil && $0.verdict.weight > 1 }
        return open.max { left, right in
            if left.verdict.weight != right.verdict.weight {
                return left.verdict.weight < right.verdict.weight
            }
            return severity(of: left.id) < severity(of: right.id)
        }
    }
}

extension LocalizedText {
    fileprivate static func + (left: LocalizedText, right: LocalizedText) -> LocalizedText {
        LocalizedText(en: left.en + right.en, zh: left.zh + right.zh)
    }
}

import Checklist
import StudioModel

/// A finished check and its machine-readable forms.
struct CheckReport {
    let studio: Studio
    let findings: [Finding]
    let first: Finding?
    let at: WallTime
    let language: Language
    /// The last good show, which the findings' `before` is of.
    var good: CheckHistory.Good?
    /// What the profile has more or less than then.
    var profileChanges: [LocalizedText] = []

    /// Whether it is of a part of the studio, or of a show that is on air.
    var setting = CheckVerdict.Setting.before

    var verdict: CheckVerdict { CheckVerdict(findings) }

    func text(_ format: CheckFormat) throws -> String {
        switch format {
        case .text:
            CheckPrinter(language: language, isLive: false, isColoured: false, showsProgress: false).whole(
                self)
        case .json: try JSONText.pretty(CheckDocument(self))
        case .junit: CheckJUnit(self).text
        }
    }
}

/// The documented shape, `onair.check/1`.
struct CheckDocument: Encodable {
    struct Item: Encodable {
        let id: String
        let subject: Subject?
        let group: Finding.Group
        let verdict: Verdict
        let title: String
        let value: Value?
        let unit: String?
        let limit: String?
        let reason: String
        let advice: String?
        let duration_ms: Int
        let waiver: Waiver?
        let age_s: Double?
        let before: Value?
        let because: String?
    }

    /// The show that is compared with.
    struct LastGood: Encodable {
        let show: String
        let at: WallTime
    }

    struct Part: Encodable {
        let verdict: Verdict
        let sentence: String
    }

    let schema = "onair.check/1"
    let studio: String
    let at: WallTime
    let verdict: Verdict
    let sentence: String
    let exit_code: Int32
    let equipment: Part?
    let readiness: Part?
    let first: String?
    let last_good: LastGood?
    let profile_changes: [String]
    let findings: [Item]

    init(_ report: CheckReport) {
        let language = report.language
        func part(_ group: Finding.Group) -> Part? {
            CheckVerdict.of(group, in: report.findings).map {
                Part(verdict: $0.verdict, sentence: $0.sentence(report.setting)[language])
            }
        }
        studio = report.studio.name
        at = report.at
        verdict = report.verdict.verdict
        sentence = report.verdict.sentence(report.setting)[language]
        exit_code = report.verdict.exitCode
        equipment = part(.equipment)
        readiness = part(.readiness)
        first = report.first?.address
        last_good = report.good.map { LastGood(show: $0.show, at: $0.at) }
        profile_changes = report.profileChanges.map { $0[language] }
        findings = report.findings.map { finding in
            Item(
                id: finding.id, subject: finding.subject, group: finding.group, verdict: finding.verdict,
                title: finding.title[language], value: finding.value, unit: finding.unit,
                limit: finding.limit,
                reason: finding.reason[language], advice: finding.advice?[language],
                duration_ms: finding.durationMilliseconds, waiver: finding.waiver, age_s: finding.ageSeconds,
                before: finding.before, because: finding.because)
        }
    }
}

import Checklist
import Glibc
import StudioModel

/// The check on a terminal: what the profile changed, a line a finding as it completes, grouped by family, and at the
/// end what changed, the verdict, and what to do first.
struct CheckPrinter: Sendable {
    let language: Language
    /// Whether findings are printed while the check runs.
    let isLive: Bool
    let isColoured: Bool
    let showsProgress: Bool
    /// Findings that do not apply here are listed too.
    var showsSkipped = false

    /// What is known before anything is measured.
    func opening(_ good: CheckHistory.Good?, _ changes: [LocalizedText]) {
        guard isLive else { return }
        for line in openingLines(good, changes) { Terminal.line(line) }
    }

    /// Findings of subjects that have just been measured.
    func part(_ findings: [Finding]) {
        guard isLive else { return }
        clearProgress()
        for line in lines(findings) { Terminal.line(line) }
    }

    /// Says which probes are still at work.
    func wait(_ probes: [String], seconds: Double) {
        guard showsProgress else { return }
        let names = probes.joined(separator: say(", ", "、"))
        let slow = seconds > 12 ? say(" (longer than usual)", "（比平时久）") : ""
        Terminal.raw("\r\u{1B}[K… \(Int(seconds)) s  \(ShownText.line(names))\(slow)", to: STDERR_FILENO)
    }

    private func clearProgress() {
        if showsProgress { Terminal.raw("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    func sayPassive(becauseLive: Bool) {
        Terminal.line(
            becauseLive
                ? say("On air: checking passively.", "正在直播：仅做被动检查。") : say("Checking passively.", "被动检查。"))
    }

    /// Everything that is known only at the end.
    func summary(_ report: CheckReport) {
        clearProgress()
        for line in [""] + changed(report) + closing(report) { Terminal.line(line) }
    }

    /// The whole check as text, for a file: what changed stands at its head.
    func whole(_ report: CheckReport) -> String {
        let equipment = lines(report.findings.filter { $0.group == .equipment })
        return ShownText.block(
            openingLines(report.good, report.profileChanges) + changed(report) + [""] + equipment
                + closing(report))
    }

    private func openingLines(_ good: CheckHistory.Good?, _ changes: [LocalizedText]) -> [String] {
        guard let good else { return [] }
        let title = say(
            "Compared with the last good show, \(good.show):", "与上次正常场次 \(good.show) 相比：")
        let same = say("the profile has the same subjects", "配置的监看对象没有变化")
        return [heading(title)] + (changes.isEmpty ? [same] : changes.map { $0[language] }).map { "  " + $0 }
    }

    private func changed(_ report: CheckReport) -> [String] {
        guard report.good != nil else { return [] }
        let changed = report.findings.filter { $0.before != nil }
        if changed.isEmpty {
            return [say("Nothing measured has changed since the last good show.", "各项测量与上次正常场次相同。")]
        }
        return [heading(say("Changed since the last good show", "与上次正常场次相比的变化"))] + changed.map(line)
    }

    private func closing(_ report: CheckReport) -> [String] {
        var lines: [String] = []
        let signed = report.findings.filter { $0.group == .readiness }
        if !signed.isEmpty { lines += self.lines(signed) }
        let waived = report.findings.filter { $0.waiver != nil }
        if !waived.isEmpty {
            lines += ["", heading(say("Waived", "已豁免"))]
            lines += waived.map { finding in
                let by = finding.waiver.map { "\($0.by), \(say("until", "至")) \($0.until)" } ?? ""
                return "  \(finding.address)  [\(by)]"
            }
        }
        let skipped = report.findings.count { $0.verdict == .skipped && $0.because == nil }
        if skipped > 0, !showsSkipped {
            lines += [
                "",
                say("\(skipped) do not apply here; --verbose lists them", "\(skipped) 项不适用；--verbose 可列出"),
            ]
        }
        lines.append("")
        for (group, name) in [
            (Finding.Group.equipment, say("Equipment", "设备")), (.readiness, say("Readiness", "就位")),
        ] {
            if let verdict = CheckVerdict.of(group, in: report.findings) {
                lines.append(
                    name + say(": ", "：") + paint(verdict.sentence(report.setting)[language], verdict.verdict)
                )
            }
        }
        lines.append(
            paint(
                Colour.bold.paint(report.verdict.sentence(report.setting)[language], isColoured),
                report.verdict.verdict))
        // A rule's advice mends its fault; of what was not measured, only the reason is known.
        if let first = report.first, let words = first.verdict == .unknown ? first.reason : first.advice {
            lines.append(
                say("First: ", "先做：") + words[language] + say("  (\(first.address))", "（\(first.address)）"))
        }
        return lines
    }

    private func lines(_ findings: [Finding]) -> [String] {
        var lines: [String] = []
        var family: String?
        for finding in sorted(findings) where isShown(finding) {
            let current = finding.section
            if current != family {
                lines.append(heading(Phrase.family(current, language)))
                family = current
            }
            lines.append(line(finding))
            let more = findings.count { $0.because == finding.address }
            if more > 0, !showsSkipped {
                lines.append("      " + say("and \(more) more because of it", "另有 \(more) 项由此引起"))
            }
        }
        return lines
    }

    /// By section, and within it as they came.
    private func sorted(_ findings: [Finding]) -> [Finding] {
        findings.enumerated().sorted { left, right in
            let sections = (left.element.section, right.element.section)
            return sections.0 == sections.1 ? left.offset < right.offset : sections.0 < sections.1
        }.map(\.element)
    }

    /// What does not apply, and probes that simply run, are not worth a line.
    private func isShown(_ finding: Finding) -> Bool {
        if showsSkipped { return true }
        return finding.verdict != .skipped
            && !(finding.verdict == .pass && finding.subject?.isOwn == true)
    }

    private func line(_ finding: Finding) -> String {
        let mark = paint(CheckPrinter.mark(finding.verdict), finding.verdict)
        let subject = finding.subject.map { "\($0.name)  " } ?? ""
        let was = Checklist.was(finding).map { say("  (\($0.en))", "（\($0.zh)）") } ?? ""
        return "  \(mark) \(subject)\(title(finding))\(finding.reason[language])\(was)"
    }

    /// A rule's title names the fault: beside a pass it would say the opposite of what was found, and of what was not
    /// measured nobody knows whether it is so.
    private func title(_ finding: Finding) -> String {
        let title = finding.title[language]
        switch finding.verdict {
        case .pass where finding.group == .equipment: return ""
        case .unknown: return say("not measured (\(title)): ", "未测（\(title)）：")
        default: return title + say(": ", "：")
        }
    }

    private func heading(_ text: String) -> String { Colour.bold.paint(text, isColoured) }

    private static func mark(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "✓"
        case .warn: "!"
        case .fail: "✗"
        case .unknown: "?"
        case .skipped: "–"
        }
    }

    private func paint(_ text: String, _ verdict: Verdict) -> String {
        switch verdict {
        case .pass: Colour.green.paint(text, isColoured)
        case .warn: Colour.yellow.paint(text, isColoured)
        case .fail: Colour.red.paint(text, isColoured)
        case .unknown: Colour.yellow.paint(text, isColoured)
        case .skipped: Colour.grey.paint(text, isColoured)
        }
    }

    private func say(_ english: String, _ chinese: String) -> String {
        language == .chinese ? chinese : english
    }
}

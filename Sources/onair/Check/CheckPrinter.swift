import Checklist
import Glibc
import StudioModel

/// The check on a terminal: a line a finding as it completes, grouped by family, and the verdict at the end.
struct CheckPrinter: Sendable {
    let language: Language
    /// Whether findings are printed while the check runs.
    let isLive: Bool
    let isColoured: Bool
    let showsProgress: Bool
    /// Findings that do not apply here are listed too.
    var showsSkipped = false

    /// Findings of subjects that have just been measured.
    func part(_ findings: [Finding]) {
        guard isLive else { return }
        clearProgress()
        for line in lines(findings) { Terminal.standardOutput(line) }
    }

    /// Says which probes are still at work.
    func wait(_ probes: [String], seconds: Double) {
        guard showsProgress else { return }
        let names = probes.joined(separator: ", ")
        let slow = seconds > 12 ? (language == .chinese ? "(比平时久)" : " (longer than usual)") : ""
        Terminal.raw("\r\u{1B}[K… \(Int(seconds)) s  \(names)\(slow)", to: STDERR_FILENO)
    }

    private func clearProgress() {
        if showsProgress { Terminal.raw("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    func sayPassive(becauseLive: Bool) {
        Terminal.standardOutput(
            language == .chinese
                ? (becauseLive ? "正在直播：仅做被动检查。" : "被动检查。")
                : (becauseLive ? "On air: checking passively." : "Checking passively."))
    }

    /// Everything that is known only at the end.
    func summary(_ report: CheckReport) {
        clearProgress()
        for line in closing(report) { Terminal.standardOutput(line) }
    }

    /// The whole check as text, for a file.
    func whole(_ report: CheckReport) -> String {
        (lines(report.findings.filter { $0.group == .equipment }) + closing(report)).joined(separator: "\n")
    }

    private func closing(_ report: CheckReport) -> [String] {
        var lines: [String] = []
        let signed = report.findings.filter { $0.group == .readiness }
        if !signed.isEmpty { lines += self.lines(signed) }
        let changed = report.findings.filter { $0.before != nil }
        if !changed.isEmpty {
            lines += ["", heading(say("Changed since the last good show", "与上次正常场次相比的变化"))]
            lines += changed.map(line)
        }
        let waived = report.findings.filter { $0.waiver != nil }
        if !waived.isEmpty {
            lines += ["", heading(say("Waived", "已豁免"))]
            lines += waived.map { finding in
                let by = finding.waiver.map { "\($0.by), \(say("until", "至")) \($0.until)" } ?? ""
                return "  \(finding.address)  [\(by)]"
            }
        }
        let skipped = report.findings.count { $0.verdict == .skipped }
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
                lines.append("\(name): \(paint(verdict.sentence[language], verdict.verdict))")
            }
        }
        lines.append(
            paint(Colour.bold.paint(report.verdict.sentence[language], isColoured), report.verdict.verdict))
        // A rule's advice mends its fault; of what was not measured, only the reason is known.
        if let first = report.first, let words = first.verdict == .unknown ? first.reason : first.advice {
            lines.append(say("First: ", "先做：") + "\(words[language])  (\(first.address))")
        }
        return lines
    }

    private func lines(_ findings: [Finding]) -> [String] {
        var lines: [String] = []
        var family: String?
        var cause: String?
        var repeats = 0
        func sayRepeats() {
            if repeats > 0 {
                lines.append(
                    say("      and \(repeats) more for the same reason", "      另有 \(repeats) 项，原因相同"))
            }
            repeats = 0
        }
        for finding in sorted(findings) where isShown(finding) {
            let current = finding.section
            let next = CheckPrinter.cause(of: finding)
            if let next, next == cause {
                repeats += 1
                continue
            }
            sayRepeats()
            cause = next
            if current != family {
                lines.append(heading(Phrase.family(current, language)))
                family = current
            }
            lines.append(line(finding))
        }
        sayRepeats()
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
            && !(finding.verdict == .pass && finding.subject?.family == "probe")
    }

    /// The subject with why it could not be measured, where that is so: one missing sound server is one line, and how
    /// many measures it costs.
    private static func cause(of finding: Finding) -> String? {
        guard finding.verdict == .unknown, let subject = finding.subject,
            let colon = finding.reason.en.firstRange(of: ": ")
        else { return nil }
        return "\(subject): \(finding.reason.en[colon.upperBound...])"
    }

    private func line(_ finding: Finding) -> String {
        let mark = paint(CheckPrinter.mark(finding.verdict), finding.verdict)
        let subject = finding.subject.map { "\($0.name)  " } ?? ""
        let age = finding.ageSeconds.map { "  (\(Phrase.duration($0)) \(say("ago", "前")))" } ?? ""
        // A rule's title names the fault; beside a pass it would say the opposite of what was found.
        let isFault = finding.verdict != .pass || finding.group == .readiness
        let title = isFault ? finding.title[language] + say(": ", "：") : ""
        return "  \(mark) \(subject)\(title)\(finding.reason[language])\(age)"
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

import StudioModel

/// A check as JUnit XML: fail and unknown are failures (unknown is never green), warn passes with its reason as
/// output, a waived finding is skipped with the waiver as message.
struct CheckJUnit {
    private let report: CheckReport

    init(_ report: CheckReport) {
        self.report = report
    }

    var text: String {
        let cases = report.findings.map(testCase)
        let failures = report.findings.count { isFailure($0) }
        let skipped = report.findings.count { isSkipped($0) }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="onair check \(escape(report.studio.name))" tests="\(cases.count)" failures="\(failures)" \
            errors="0" skipped="\(skipped)" timestamp="\(report.at)">
            \(cases.joined(separator: "\n"))
            </testsuite>
            """
    }

    private func isSkipped(_ finding: Finding) -> Bool {
        finding.waiver != nil || finding.verdict == .skipped
    }

    private func isFailure(_ finding: Finding) -> Bool {
        !isSkipped(finding) && (finding.verdict == .fail || finding.verdict == .unknown)
    }

    private func testCase(_ finding: Finding) -> String {
        let reason = escape(finding.reason[report.language])
        let advice = escape(finding.advice?[report.language] ?? "")
        let inner: String
        if let waiver = finding.waiver {
            inner = "<skipped message=\"waived by \(escape(waiver.by)) until \(waiver.until): \(reason)\"/>"
        } else {
            switch finding.verdict {
            case .pass: inner = ""
            case .warn: inner = "<system-out>warn: \(reason) \(advice)</system-out>"
            case .fail, .unknown:
                inner =
                    "<failure type=\"\(finding.verdict.rawValue)\" message=\"\(reason)\">\(advice)</failure>"
            case .skipped: inner = "<skipped message=\"\(reason)\"/>"
            }
        }
        let seconds = Value.plain(Double(finding.durationMilliseconds) / 1000)
        return
            "  <testcase classname=\"\(finding.subject?.rawValue ?? "people")\" name=\"\(escape(finding.id))\" "
            + "time=\"\(seconds)\">\(inner)</testcase>"
    }

    /// XML 1.0 allows no control characters but tab and line ends.
    private func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20: escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

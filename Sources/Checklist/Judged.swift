import StudioModel

/// A finding before anything explains it, with what was read in place of a value where that is why nothing is known.
struct Judged {
    var finding: Finding
    var instead: Outcome?

    /// A rule that waits for the rehearsal: what it finds earlier is no fault, but nothing behind it can be measured.
    func inPhase(_ phase: Phase) -> Judged {
        var early = self
        switch phase {
        case .rehearse, .live, .break, .slate: return self
        case .setup where finding.verdict == .fail || finding.verdict == .warn:
            early.finding.verdict = .unknown
            early.finding.reason = Reasons.tooEarly(finding.reason)
            early.finding.advice = Reasons.tryIt
        case .end where finding.verdict != .pass:
            early.finding.verdict = .skipped
            early.finding.reason = Reasons.showIsOver
            early.finding.advice = nil
        case .setup, .end: return self
        }
        return early
    }
}

import StudioModel

/// The check before the show: a profile, what was measured, and what people signed, as findings.
///
/// Pure: the same input gives the same findings. A rule passes only when every metric it needs has a value
/// and no level is met. What could not be measured is `unknown` and says why; what the device cannot tell, or
/// the profile gives no limit for, is `skipped` and says so; what another finding explains is not told twice.
package struct Checklist: Sendable {
    package let studio: Studio
    /// Units, names and periods of the metrics, from the probes' descriptions.
    package let words: [Metric: MetricWords]
    let graph: YieldGraph
    /// Of every rule.
    let severities: [String: Severity]

    package init(studio: Studio, words: [Metric: MetricWords] = [:]) {
        self.studio = studio
        self.words = words
        graph = YieldGraph(rules: studio.rules, subjects: studio.subjects)
        severities = Dictionary(
            studio.rules.map { ($0.id, $0.severity) }, uniquingKeysWith: { first, _ in first })
    }

    /// Every finding, what changed since `previous` first.
    ///
    /// - Parameters:
    ///   - plugged: every device that is there, for those that are too many.
    ///   - signatures: those of this show.
    ///   - waivers: by the address of a finding, `id@subject`, or by `id` for all subjects.
    ///   - previous: the check of the last good show.
    ///   - phase: where the show and its outputs stand.
    ///   - isFull: whether rules that need more time than a quick check has are judged too.
    ///   - offset: seconds by which the studio's clock is ahead of UTC, for items that are due on a day.
    package func findings(
        _ measurements: Measurements, plugged: [PluggedDevice] = [], signatures: [Signature] = [],
        waivers: [String: Waiver] = [:],
        now: WallTime,
        previous: CheckSummary? = nil, phase: PhaseReport = PhaseReport(), offset: Int = 0,
        isFull: Bool = true
    ) -> [Finding] {
        let measured = explained(equipment(measurements, phase: phase, isFull: isFull)) + unjudged
        let signed = readiness(signatures, now: now, phase: phase.show, offset: offset)
        let waived = (measured + extras(plugged) + signed).map { Self.waive($0, waivers, now) }
        return Self.changedFirst(waived, since: previous)
    }

    /// The findings of the measured rules before anything explains them, in the order of subjects and rules.
    private func equipment(_ measurements: Measurements, phase: PhaseReport, isFull: Bool) -> [Judged] {
        studio.subjects.flatMap { subject in
            studio.rules.lazy.filter {
                $0.check && (isFull || !$0.needsFullCheck) && $0.family == subject.subject.family
            }
            .map { rule in
                let judged = judged(rule, subject, measurements)
                return rule.waitsForRehearsal ? judged.inPhase(phase.phase(of: subject.subject)) : judged
            }
        }
    }

    /// Subjects that no rule fits, as of a misspelt family: never left out in silence, since nothing green stands for
    /// them. The desk and its probes are judged during the show.
    private var unjudged: [Finding] {
        let judged = Set(studio.rules.map(\.family))
        return studio.subjects.map(\.subject).filter {
            !judged.contains($0.family) && !["probe", Subject.desk.family].contains($0.family)
        }.map { subject in
            var finding = Finding(
                id: "subject.unjudged", subject: subject, group: .equipment, verdict: .unknown,
                title: LocalizedText(en: "Nothing judges \(subject)", zh: "没有规则判断 \(subject)"),
                reason: LocalizedText(
                    en: "no rule is for the family \(subject.family)", zh: "没有针对类别 \(subject.family) 的规则"))
            finding.advice = LocalizedText(
                en: "Correct the family, or write a rule for it; `onair profile lint` names the nearest.",
                zh: "请更正类别，或为其编写规则；`onair profile lint` 会给出最接近的。")
            return finding
        }
    }

    /// Seconds that a subject must be measured so that no rule says `needs N s`: what `--full` gives it.
    ///
    /// - Parameter isFull: whether the rules of a full check count, too.
    package func secondsNeeded(_ subject: Subject, isFull: Bool = true) -> Double {
        let rules = studio.rules.filter {
            $0.check && (isFull || !$0.needsFullCheck) && $0.drift == nil && $0.family == subject.family
        }
        return rules.map { ($0.window?.seconds ?? 0) + max($0.warn?.hold ?? 0, $0.fail?.hold ?? 0) }.max()
            ?? 0
    }

    private static func waive(_ finding: Finding, _ waivers: [String: Waiver], _ now: WallTime) -> Finding {
        guard let waiver = waivers[finding.address] ?? waivers[finding.id], finding.verdict.weight > 1 else {
            return finding
        }
        var finding = finding
        if waiver.until > now {
            finding.waiver = waiver
        } else {
            finding.reason = Reasons.expired(finding.reason, waiver)
        }
        return finding
    }

    func words(_ metric: Metric) -> (name: LocalizedText, unit: String, period: Double) {
        let known = words[metric]
        let name =
            known?.name ?? MetricWords.names[metric]
            ?? LocalizedText(en: metric.rawValue, zh: metric.rawValue)
        return (name, known?.unit ?? "", known?.period ?? 0)
    }
}

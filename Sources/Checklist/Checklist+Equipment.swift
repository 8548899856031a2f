import StudioModel

extension Checklist {
    /// One rule on one subject.
    func judged(_ rule: Rule, _ subject: WatchedSubject, _ measurements: Measurements) -> Judged {
        var finding = Finding(
            id: rule.id, subject: subject.subject, group: .equipment, verdict: .skipped, title: rule.title,
            reason: Reasons.duringShow)
        finding.durationMilliseconds = Int((measurements.seconds(subject.subject) * 1000).rounded())
        guard rule.drift == nil else { return Judged(finding: finding) }
        let judges = [(Verdict.fail, rule.fail), (.warn, rule.warn)].compactMap { verdict, level in
            level.map { (verdict: verdict, judge: judge($0, rule, subject, measurements)) }
        }
        let applicable = judges.filter { $0.judge.missing.isEmpty }
        guard let first = applicable.first else {
            finding.reason = Reasons.noLimit(Set(judges.flatMap(\.judge.missing)).sorted())
            return Judged(finding: finding)
        }
        finding.verdict = .pass
        var shown = first.judge
        var reason: LocalizedText?
        var instead: Outcome?
        levels: for (verdict, judge) in applicable {
            switch judge.judge() {
            case .met:
                (finding.verdict, shown, reason, instead) = (verdict, judge, nil, nil)
                break levels
            case .notMet: shown = judge
            case .unknown(let why, let outcome) where finding.verdict != .unknown:
                (finding.verdict, reason, instead) = (.unknown, why, outcome)
            case .unsupported(let why) where finding.verdict == .pass:
                (finding.verdict, reason) = (.skipped, why)
            case .unknown, .unsupported: break
            }
        }
        describe(&finding, shown, reason, measurements)
        if finding.verdict != .pass, finding.verdict != .skipped { finding.advice = rule.advice }
        return Judged(finding: finding, instead: instead)
    }

    private func judge(
        _ level: Rule.Level, _ rule: Rule, _ subject: WatchedSubject, _ measurements: Measurements
    ) -> LevelJudge {
        LevelJudge(
            level: level, window: rule.window, subject: subject, measurements: measurements,
            words: { words($0) })
    }

    /// Value, unit, limit and sentence of the metric that stands for the level.
    private func describe(
        _ finding: inout Finding, _ judge: LevelJudge, _ reason: LocalizedText?, _ measurements: Measurements
    ) {
        let calm = finding.verdict == .pass ? judge.calmMetric : nil
        guard let metric = calm ?? judge.level.principal, let limit = judge.level.when[metric],
            let operand = judge.operand(limit)
        else { return }
        let (plain, unit, _) = words(metric)
        let name = Reasons.part(plain, judge.window?.use)
        finding.limit = limit.written(against: operand)
        finding.unit = unit.isEmpty ? nil : unit
        finding.value = judge.value(metric)
        finding.ageSeconds = judge.level.when.keys.compactMap {
            measurements[judge.subject.subject, $0]?.ageSeconds
        }.max()
        finding.reason =
            reason ?? finding.value.map { Reasons.measured(name, $0, limit, operand, unit: unit) }
            ?? Reasons.notMeasured(name)
        if reason == nil, let said = testimony(metric, finding, judge.subject.subject, measurements) {
            finding.reason = Reasons.detailed(finding.reason, said)
        }
        if finding.verdict == .pass, calm == nil {
            finding.reason = Reasons.tooShort(finding.reason, seconds: judge.level.hold)
        }
        if let age = finding.ageSeconds { finding.reason = Reasons.earlier(finding.reason, ageSeconds: age) }
    }

    /// What this run's measures say of who or what is behind a fault, in a probe's words.
    private func testimony(
        _ metric: Metric, _ finding: Finding, _ subject: Subject, _ measurements: Measurements
    ) -> String? {
        guard finding.verdict == .warn || finding.verdict == .fail,
            let witness = MetricWords.witnesses[metric],
            let series = measurements[subject, witness], series.ageSeconds == nil,
            case .text(let said)? = series.outcome.value, said != "none"
        else { return nil }
        return said
    }
}

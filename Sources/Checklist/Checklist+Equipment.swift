import StudioModel

extension Checklist {
    /// One rule on one subject.
    func finding(_ rule: Rule, _ subject: WatchedSubject, _ measurements: Measurements) -> Finding {
        var finding = Finding(
            id: rule.id, subject: subject.subject, group: .equipment, verdict: .skipped, title: rule.title,
            reason: Reasons.duringShow)
        finding.durationMilliseconds = Int((measurements.seconds(subject.subject) * 1000).rounded())
        guard rule.drift == nil else { return finding }
        let judges = [(Verdict.fail, rule.fail), (.warn, rule.warn)].compactMap { verdict, level in
            level.map { (verdict: verdict, judge: judge($0, rule, subject, measurements)) }
        }
        let applicable = judges.filter { $0.judge.missing.isEmpty }
        guard let first = applicable.first else {
            finding.reason = Reasons.noLimit(Set(judges.flatMap(\.judge.missing)).sorted())
            return finding
        }
        finding.verdict = .pass
        var shown = first.judge
        var reason: LocalizedText?
        levels: for (verdict, judge) in applicable {
            switch judge.judge() {
            case .met:
                (finding.verdict, shown, reason) = (verdict, judge, nil)
                break levels
            case .notMet: shown = judge
            case .unknown(let why) where finding.verdict != .unknown:
                (finding.verdict, reason) = (.unknown, why)
            case .unsupported(let why) where finding.verdict == .pass:
                (finding.verdict, reason) = (.skipped, why)
            case .unknown, .unsupported: break
            }
        }
        describe(&finding, shown, reason, measurements)
        if finding.verdict != .pass, finding.verdict != .skipped { finding.advice = rule.advice }
        return finding
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
        let (name, unit, _) = words(metric)
        finding.limit = limit.written(against: operand)
        finding.unit = unit.isEmpty ? nil : unit
        finding.value = judge.value(metric)
        finding.ageSeconds = judge.level.when.keys.compactMap {
            measurements[judge.subject.subject, $0]?.ageSeconds
        }.max()
        finding.reason =
            reason ?? finding.value.map { Reasons.measured(name, $0, limit, operand, unit: unit) }
            ?? Reasons.notMeasured(name)
        if finding.verdict == .pass, calm == nil {
            finding.reason = Reasons.tooShort(finding.reason, seconds: judge.level.hold)
        }
        if let age = finding.ageSeconds { finding.reason = Reasons.earlier(finding.reason, ageSeconds: age) }
    }

    /// One fault, one failing finding: what another explains is skipped, and names it.
    func explained(_ findings: [Finding]) -> [Finding] {
        var places: [AlarmKey: Int] = [:]
        for (place, finding) in findings.enumerated() {
            guard let subject = finding.subject else { continue }
            places[AlarmKey(rule: finding.id, subject: subject)] = place
        }
        var explainers = findings.map { finding in
            finding.subject.map {
                graph.explainers(of: AlarmKey(rule: finding.id, subject: $0), among: places)
            } ?? []
        }
        var result = findings
        for place in YieldGraph.order(&explainers) where findings[place].verdict.weight > 1 {
            // Causes come before what they explain: one that is explained itself is skipped by now.
            let root = explainers[place].first { result[$0].verdict == .fail || result[$0].verdict == .warn }
            guard let root, let subject = result[root].subject else { continue }
            result[place].verdict = .skipped
            result[place].advice = nil
            result[place].reason = Reasons.because(result[root].title, subject)
        }
        return result
    }
}

import StudioModel

extension AlarmEngine {
    /// Puts every rule on every subject of its family.
    mutating func build(rules: [Rule], subjects: [WatchedSubject], periods: (Metric) -> Double) {
        let rules = rules.sorted { $0.id < $1.id }
        buildSeries(rules, subjects, periods)
        for subject in subjects {
            for rule in rules where rule.family == subject.subject.family { add(rule, on: subject) }
        }
        isDirty = Array(repeating: false, count: alarms.count)
        explain(YieldGraph(rules: rules, subjects: subjects))
    }

    private mutating func buildSeries(
        _ rules: [Rule], _ subjects: [WatchedSubject], _ periods: (Metric) -> Double
    ) {
        for subject in subjects {
            let family = subject.subject.family
            let metrics = Set(rules.lazy.filter { $0.family == family }.flatMap(\.metrics))
            for metric in metrics.sorted() {
                places[SeriesKey(subject: subject.subject, metric: metric)] = series.count
                series.append(Series(subject: subject.subject, metric: metric, period: periods(metric)))
            }
        }
    }

    private mutating func add(_ rule: Rule, on subject: WatchedSubject) {
        let key = AlarmKey(rule: rule.id, subject: subject.subject)
        guard index[key] == nil else { return }
        var windowOf: [Metric: Int] = [:]
        let drift = rule.drift.flatMap { watch($0, on: subject) }
        let warn = drift == nil ? condition(rule, .warn, subject, &windowOf) : nil
        let fail = drift == nil ? condition(rule, .fail, subject, &windowOf) : nil
        guard warn != nil || fail != nil || drift != nil else { return }
        let terms = (warn?.terms ?? []) + (fail?.terms ?? [])
        let read = Set(terms.map(\.series) + (drift.map { [$0.series] } ?? [])).sorted()
        for place in read { series[place].alarms.append(alarms.count) }
        index[key] = alarms.count
        alarms.append(
            WatchedAlarm(
                rule: rule, subject: subject.subject, warn: warn, fail: fail, series: read, drift: drift))
    }

    private mutating func condition(
        _ rule: Rule, _ level: AlarmLevel, _ subject: WatchedSubject, _ windowOf: inout [Metric: Int]
    ) -> Condition? {
        guard let written = level == .warn ? rule.warn : rule.fail else { return nil }
        var terms: [Condition.Term] = []
        for (metric, limit) in written.when.sorted(by: { $0.key < $1.key }) {
            guard let place = places[SeriesKey(subject: subject.subject, metric: metric)] else { return nil }
            guard let operand = limit.resolved(profile: subject.expect, baseline: subject.baseline) else {
                let key = AlarmKey(rule: rule.id, subject: subject.subject)
                unresolved.append(Unresolved(key: key, level: level, missing: limit.reference ?? "\(limit)"))
                return nil
            }
            let window = rule.window.map { window in windowOf[metric] ?? add(window, on: place) }
            windowOf[metric] = window
            series[place].judge(against: operand.kind, over: rule.window?.use)
            terms.append(
                Condition.Term(metric: metric, series: place, window: window, limit: limit, operand: operand))
        }
        if let place = terms.firstIndex(where: { $0.metric == written.principal }) {
            terms.insert(terms.remove(at: place), at: 0)
        }
        return terms.isEmpty ? nil : Condition(terms: terms, hold: written.hold)
    }

    private mutating func add(_ window: Rule.Window, on place: Int) -> Int {
        series[place].windows.append(windows.count)
        windows.append(SampleWindow(window, period: series[place].period))
        return windows.count - 1
    }

    /// The profile may know the metric's normal level under its own name, and its spread as `NAME.mad`.
    private mutating func watch(_ drift: Rule.Drift, on subject: WatchedSubject) -> WatchedDrift? {
        guard let place = places[SeriesKey(subject: subject.subject, metric: drift.metric)] else {
            return nil
        }
        series[place].judge(against: .number, over: nil)
        let name = drift.metric.rawValue
        let detector = DriftDetector(
            drift, median: subject.baseline[name]?.number, mad: subject.baseline[name + ".mad"]?.number)
        return WatchedDrift(series: place, detector: detector)
    }

    private mutating func explain(_ graph: YieldGraph) {
        var explainers = alarms.map { graph.explainers(of: $0.key, among: index) }
        order = YieldGraph.order(&explainers)
        for alarm in alarms.indices {
            alarms[alarm].explainers = explainers[alarm]
            let probes = Set(
                graph.reach(of: alarms[alarm].key.subject).filter {
                    $0.family == "probe" && graph.mayExplain($0, alarms[alarm].key.subject)
                })
            alarms[alarm].probeAlarms =
                probes.contains(alarms[alarm].key.subject)
                ? [] : alarms.indices.filter { probes.contains(alarms[$0].key.subject) }
        }
        let bySubject = Dictionary(grouping: alarms.indices) { alarms[$0].key.subject }
        speakers = bySubject.sorted { $0.key < $1.key }.map { _, members in
            members.sorted {
                alarms[$0].severity != alarms[$1].severity
                    ? alarms[$0].severity > alarms[$1].severity : alarms[$0].key < alarms[$1].key
            }
        }
    }
}

import StudioModel

extension Cursor {
    /// A whole rule. `family` is its file's name, when the rule does not say another.
    func rule(family: String) -> Rule? {
        guard let fields = fields(RuleDraft.keys),
            let id = fields.require("id", "name the rule", "写规则编号")?.word()
        else {
            return nil
        }
        var draft = RuleDraft(id: id, family: family)
        draft.read(fields)
        return draft.finished(fields)
    }

    func window() -> Rule.Window? {
        guard let fields = fields(["seconds", "use"]) else { return nil }
        let seconds = fields.require("seconds", "say how long it is", "写窗口时长")?.number(least: 0.05)
        let use = fields.require(
            "use", "say mean, min, max, p5, p95, rate or last", "写 mean、min、max、p5、p95、rate 或 last")?.choice(
                Rule.Window.Use.self)
        guard let seconds, let use else { return nil }
        return Rule.Window(seconds: seconds, use: use)
    }

    /// A warn or fail level; `null` takes it away. What is not said stays as it was.
    func level(changing old: Rule.Level?) -> Rule.Level? {
        guard !isNull, let fields = fields(["when", "hold"]) else { return nil }
        var level = old ?? Rule.Level(when: [:])
        if let hold = fields["hold"]?.seconds() { level.hold = hold }
        if let when = fields["when"] {
            level.when = [:]
            for (metric, limit) in when.entries() { level.when[Metric(metric)] = limit.limit() }
            if when.isMapping, when.entries().isEmpty {
                when.expected(
                    .init("at least one comparison", "至少一个比较式"),
                    .init("write metric: \"< 0.98\"", "写成 metric: \"< 0.98\""), code: .missingKey)
            }
        } else if old == nil {
            expected(
                .init("a level with “when”", "含“when”的级别"),
                .init("write when: { metric: \"< 0.98\" }", "写成 when: { metric: \"< 0.98\" }"),
                code: .missingKey)
            return nil
        }
        return level.when.isEmpty ? nil : level
    }

    func drift() -> Rule.Drift? {
        guard let fields = fields(["metric", "direction", "slack", "decision", "learn"]) else { return nil }
        let metric = fields.require("metric", "name the metric that drifts", "写漂移的指标")?.word()
        let direction = fields.require("direction", "say up, down or both", "写 up、down 或 both")?.choice(
            Rule.Drift.Direction.self)
        let slack = fields.require("slack", "say k in sigma, as in 1", "以 σ 为单位写 k，如 1")?.number(least: 0)
        let decision = fields.require("decision", "say h in sigma, as in 5.61", "以 σ 为单位写 h，如 5.61")?.number(
            least: 0)
        let learn = fields.require(
            "learn", "say how long the baseline is learned, as in 5min", "写学习基线的时长，如 5min")?.seconds()
        guard let metric, let direction, let slack, let decision, let learn else { return nil }
        return Rule.Drift(
            metric: Metric(metric), direction: direction, slack: slack, decision: decision, learn: learn)
    }
}

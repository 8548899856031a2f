import StudioModel

/// A rule while it is read: a new one, or a shipped one that a profile changes in part.
struct RuleDraft {
    static let keys = [
        "id", "family", "window", "warn", "fail", "clear", "check", "phases", "severity", "yields-to",
        "drift",
        "playbook", "title", "advice", "source",
    ]

    private var rule: Rule
    private var hasTitle: Bool
    private var hasAdvice: Bool

    /// A new rule, with the defaults of the model.
    init(id: String, family: String) {
        let empty = LocalizedText(en: "", zh: "")
        rule = Rule(id: id, family: family, title: empty, advice: empty, source: "")
        hasTitle = false
        hasAdvice = false
    }

    /// A change of a rule that exists.
    init(changing rule: Rule) {
        self.rule = rule
        hasTitle = true
        hasAdvice = true
    }

    /// Takes over what the mapping says and keeps the rest.
    mutating func read(_ fields: Fields) {
        if let family = fields["family"]?.word() { rule.family = family }
        if let window = fields["window"] { rule.window = window.isNull ? nil : window.window() }
        if let warn = fields["warn"] { rule.warn = warn.level(changing: rule.warn) }
        if let fail = fields["fail"] { rule.fail = fail.level(changing: rule.fail) }
        if let clear = fields["clear"]?.seconds() { rule.clear = clear }
        if let check = fields["check"]?.choice(Rule.CheckTime.self) { rule.checkTime = check }
        if let phases = fields["phases"] { rule.phases = phases.list { $0.choice(Phase.self) } }
        if let severity = fields["severity"]?.choice(Severity.self) { rule.severity = severity }
        if let yields = fields["yields-to"] { rule.yieldsTo = yields.list { $0.word() } }
        if let drift = fields["drift"] { rule.drift = drift.isNull ? nil : drift.drift() }
        if let playbook = fields["playbook"] { rule.playbook = playbook.isNull ? nil : playbook.word() }
        if let title = fields["title"]?.localized() { rule.title = title }
        if let advice = fields["advice"]?.localized() { rule.advice = advice }
        if let source = fields["source"]?.text() { rule.source = source }
        hasTitle = hasTitle || fields["title"] != nil
        hasAdvice = hasAdvice || fields["advice"] != nil
        if fields["source"] == nil, fields["warn"] != nil || fields["fail"] != nil, !rule.source.isEmpty {
            // The old number's origin says nothing of the new number.
            rule.source = RuleDraft.changed
        }
    }

    static let changed = "set by this studio's profile"

    /// The rule, when everything that it needs was said.
    func finished(_ fields: Fields) -> Rule? {
        let problems = fields.problems
        func missing(_ key: String, _ en: String, _ zh: String) {
            problems.add(
                .missingKey, at: fields.cursor.mark,
                .init("rule “\(rule.id)” has no “\(key)”", "规则“\(rule.id)”缺少“\(key)”"), advice: .init(en, zh))
        }
        if !hasTitle { missing("title", "say in a few words what is wrong, in en and zh", "用中英文简短写明出了什么问题") }
        if !hasAdvice { missing("advice", "say the concrete next step, in en and zh", "用中英文写明下一步怎么做") }
        let judges = rule.warn != nil || rule.fail != nil || rule.drift != nil
        if !judges, fields["warn"] == nil, fields["fail"] == nil, fields["drift"] == nil {
            missing("fail", "give it a warn, a fail or a drift level", "写 warn、fail 或 drift 级别")
        }
        return hasTitle && hasAdvice && judges ? rule : nil
    }
}

import StudioModel

extension ProfileWriter {
    /// How the studio's rules differ from the shipped ones.
    func rules(_ rules: [Rule], _ text: inout YAMLText) {
        let shipped = Dictionary(library.rules.map { ($0.id, $0) }) { first, _ in first }
        let kept = Set(rules.map(\.id))
        let changed = rules.filter { rule in shipped[rule.id].map { $0 != rule } ?? false }
        let added = rules.filter { shipped[$0.id] == nil }
        let missing = library.rules.filter { !kept.contains($0.id) }
        guard !(changed.isEmpty && added.isEmpty && missing.isEmpty) else { return }
        text.blank()
        text.comment("Changes of the shipped rules, which docs/rules.md lists.")
        text.line("rules:")
        text.list("override", changed) { rule, text in
            text.item(changes(from: shipped[rule.id], to: rule), indent: 4)
        }
        text.list("disable", missing) { rule, text in
            text.line(
                "    - { id: \(YAMLText.word(rule.id)), reason: \"left out when this profile was written\" }")
        }
        text.list("add", added) { rule, text in text.item(changes(from: nil, to: rule), indent: 4) }
    }

    /// The keys that differ from `old`; every key without one.
    private func changes(from old: Rule?, to rule: Rule) -> [(String, String?)] {
        func differs<Part: Equatable>(_ part: (Rule) -> Part) -> Bool {
            old.map { part($0) != part(rule) } ?? true
        }
        // A level that is written changes what is said of its number's source, unless that is written too.
        let levels = differs(\.warn) || differs(\.fail)
        // What was there and is gone is written as null; what never was is left out.
        func gone(_ was: Bool?) -> String? { was == true ? "null" : nil }
        return [
            ("id", YAMLText.word(rule.id)),
            ("family", differs(\.family) ? YAMLText.word(rule.family) : nil),
            ("window", differs(\.window) ? rule.window.map(window) ?? gone(old?.window != nil) : nil),
            ("warn", differs(\.warn) ? rule.warn.map(level) ?? gone(old?.warn != nil) : nil),
            ("fail", differs(\.fail) ? rule.fail.map(level) ?? gone(old?.fail != nil) : nil),
            ("clear", differs(\.clear) ? TimeText.of(rule.clear) : nil),
            ("check", differs(\.checkTime) ? rule.checkTime.rawValue : nil),
            ("phases", differs(\.phases) ? YAMLText.list(rule.phases.map(\.rawValue)) : nil),
            ("severity", differs(\.severity) ? rule.severity.rawValue : nil),
            ("yields-to", differs(\.yieldsTo) ? YAMLText.list(rule.yieldsTo) : nil),
            ("drift", differs(\.drift) ? rule.drift.map(drift) ?? gone(old?.drift != nil) : nil),
            (
                "playbook",
                differs(\.playbook) ? rule.playbook.map(YAMLText.word) ?? gone(old?.playbook != nil) : nil
            ),
            ("title", differs(\.title) ? YAMLText.localized(rule.title) : nil),
            ("advice", differs(\.advice) ? YAMLText.localized(rule.advice) : nil),
            ("source", levels || differs(\.source) ? YAMLText.quoted(rule.source) : nil),
        ]
    }

    private func window(_ window: Rule.Window) -> String {
        "{ seconds: \(YAMLText.number(window.seconds)), use: \(window.use.rawValue) }"
    }

    private func level(_ level: Rule.Level) -> String {
        let when = level.when.sorted { $0.key < $1.key }
            .map { "\(YAMLText.word($0.key.rawValue)): \(YAMLText.quoted($0.value.description))" }
        return "{ when: { \(when.joined(separator: ", ")) }, hold: \(TimeText.of(level.hold)) }"
    }

    private func drift(_ drift: Rule.Drift) -> String {
        "{ metric: \(YAMLText.word(drift.metric.rawValue)), direction: \(drift.direction.rawValue), "
            + "slack: \(YAMLText.number(drift.slack)), decision: \(YAMLText.number(drift.decision)), "
            + "learn: \(TimeText.of(drift.learn)) }"
    }
}

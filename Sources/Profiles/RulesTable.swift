import StudioModel

/// The shipped rules as a Markdown page: `docs/rules.md` is exactly this text.
package enum RulesTable {
    /// The page. Pure: the same rules give the same text.
    package static func markdown(_ rules: [Rule]) -> String {
        var lines = [
            "# Rules", "",
            "Generated from `profiles/rules`: change the YAML, then run",
            "`ONAIR_WRITE_DOCS=1 swift test --filter RulesTableTests`. A test holds the two equal.", "",
            "A profile changes a rule by its id. `check`: also judged before the show; the phases are those in which it",
            "may alarm. A rule whose `profile.…` or `baseline.…` no subject sets is not judged there.",
        ]
        for family in families(rules) {
            lines += ["", "## \(family)", ""]
            lines.append(
                "| rule | what is wrong | warn | fail | over | phases | severity | yields to | playbook | source |"
            )
            lines.append("|---|---|---|---|---|---|---|---|---|---|")
            lines += rules.filter { $0.family == family }.map(row)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// In the order in which rules name them first.
    private static func families(_ rules: [Rule]) -> [String] {
        var seen: Set<String> = []
        return rules.map(\.family).filter { seen.insert($0).inserted }
    }

    private static func row(_ rule: Rule) -> String {
        let checks: [String] =
            switch rule.checkTime {
            case .never: []
            case .always: ["check"]
            case .full: ["check --full"]
            case .fromRehearsal: ["check from rehearsal"]
            }
        let phases = checks + rule.phases.map(\.rawValue)
        let cells = [
            "`\(rule.id)`", "\(rule.title.en) \(rule.title.zh)", level(rule.warn), level(rule.fail),
            over(rule),
            phases.joined(separator: ", "), rule.severity.rawValue, rule.yieldsTo.joined(separator: ", "),
            rule.playbook ?? "", rule.source,
        ]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }

    private static func level(_ level: Rule.Level?) -> String {
        guard let level else { return "" }
        let when = level.when.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(
            separator: " and ")
        return level.hold > 0 ? "\(when) for \(TimeText.of(level.hold))" : when
    }

    private static func over(_ rule: Rule) -> String {
        if let drift = rule.drift {
            return
                "\(drift.metric) \(drift.direction.rawValue), CUSUM k \(Value.plain(drift.slack)) h \(Value.plain(drift.decision))"
        }
        return rule.window.map { "\($0.use.rawValue) of \(Value.plain($0.seconds)) s" } ?? ""
    }
}

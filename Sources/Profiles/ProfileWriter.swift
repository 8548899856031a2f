import StudioModel

/// Writes a studio as a profile that a person goes on with: stable, commented, and read back as the same studio.
///
/// Only what differs from the shipped rules and playbooks is written. The studio's rules must stand in the order in
/// which the loader gives them: shipped first, its own after them.
package struct ProfileWriter: Sendable {
    let library: ProfileLibrary

    package init(library: ProfileLibrary) {
        self.library = library
    }

    /// The profile's text.
    package func yaml(_ studio: Studio) -> String {
        var text = YAMLText()
        text.comment(
            "What belongs in this studio and what is good enough. Change it freely, then run `onair profile lint`."
        )
        text.comment(
            "`profile.KEY` in a rule means KEY under expect:, `baseline.KEY` means KEY under baseline:.")
        text.line("name: \(YAMLText.word(studio.name))")
        text.line("title: \(YAMLText.localized(studio.title))")
        show(studio.show, &text)
        roles(studio.roles, &text)
        people(studio.people, &text)
        text.section(
            "subjects", "What is watched. Secrets stand in a variable or a file, never here.", studio.subjects
        ) {
            subject($0, &$1)
        }
        text.section("attested", "What people sign, by whom and until when.", studio.attested) { item, text in
            text.item([
                ("id", YAMLText.word(item.id)), ("title", YAMLText.localized(item.title)),
                ("owner", YAMLText.word(item.owner)), ("due", YAMLText.quoted(item.due.description)),
                ("photo", item.photo ? "true" : nil),
                ("source", item.source.isEmpty ? nil : YAMLText.quoted(item.source)),
            ])
        }
        playbooks(studio.playbooks, &text)
        text.section("rundown", "The planned moments of the show.", studio.rundown) { cue, text in
            text.item([
                ("id", YAMLText.word(cue.id)), ("at", YAMLText.quoted(cue.at.description)),
                ("title", YAMLText.localized(cue.title)), ("owner", YAMLText.word(cue.owner)),
                ("source", cue.source.isEmpty ? nil : YAMLText.quoted(cue.source)),
            ])
        }
        rules(studio.rules, &text)
        return text.text
    }

    private func show(_ show: ShowPlan, _ text: inout YAMLText) {
        text.line("show:")
        text.line("  hours: \(YAMLText.number(show.hours))")
        if let onAir = show.onAir { text.line("  on-air: \(YAMLText.quoted(onAir.description))") }
    }

    private func roles(_ roles: [Role], _ text: inout YAMLText) {
        let own = roles.filter { !Role.standard.contains($0) }
        guard !own.isEmpty else { return }
        text.section("roles", "Duties beside the standard ones, and other names for those.", own) {
            role, text in
            text.item([("id", YAMLText.word(role.id)), ("title", YAMLText.localized(role.title))])
        }
    }

    private func people(_ people: [Person], _ text: inout YAMLText) {
        text.section(
            "people",
            "Who holds which duties. A duty that nobody holds falls to the technician, then to the lead.",
            people
        ) { person, text in
            text.item([("name", YAMLText.quoted(person.name)), ("roles", YAMLText.list(person.roles))])
        }
    }

    private func subject(_ watched: WatchedSubject, _ text: inout YAMLText) {
        let secrets = watched.secrets.mapValues { Value.text($0.description) }
        text.item([
            ("subject", watched.subject.rawValue), ("title", watched.title.map(YAMLText.localized)),
            ("match", YAMLText.values(watched.match)), ("expect", YAMLText.values(watched.expect)),
            ("baseline", YAMLText.values(watched.baseline)),
            (
                "depends-on",
                watched.dependsOn.isEmpty ? nil : YAMLText.list(watched.dependsOn.map(\.rawValue))
            ),
            ("secrets", YAMLText.values(secrets)), ("spare", watched.spare ? "true" : nil),
        ])
    }

    private func playbooks(_ playbooks: [Playbook], _ text: inout YAMLText) {
        guard playbooks != library.playbooks else { return }
        text.section("playbooks", "Shipped ones by their id; the studio's own are written out.", playbooks) {
            playbook, text in
            if library.playbooks.contains(playbook) {
                text.line("  - \(YAMLText.word(playbook.id))")
                return
            }
            text.item([
                ("id", YAMLText.word(playbook.id)), ("title", YAMLText.localized(playbook.title)),
                ("manual", playbook.manual ? "true" : nil), ("category", YAMLText.word(playbook.category)),
                ("severity", playbook.severity.rawValue), ("steps", playbook.steps.isEmpty ? "[]" : ""),
            ])
            for step in playbook.steps {
                text.item(
                    [
                        ("text", YAMLText.localized(step.text)),
                        ("owner", step.owner.isEmpty ? nil : YAMLText.word(step.owner)),
                        ("due", TimeText.of(step.due)),
                    ], indent: 6)
            }
        }
    }
}

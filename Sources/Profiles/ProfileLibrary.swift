import StudioModel

/// What OnAir ships: the rules and the playbooks that every studio starts from.
package struct ProfileLibrary: Sendable {
    package var rules: [Rule]
    package var playbooks: [Playbook]

    package init(rules: [Rule] = [], playbooks: [Playbook] = []) {
        self.rules = rules
        self.playbooks = playbooks
    }

    /// The rule of that id.
    package func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

    /// The playbook of that id.
    package func playbook(_ id: String) -> Playbook? { playbooks.first { $0.id == id } }

    /// Families that have rules, in the order of their names.
    package var families: [String] { Set(rules.map(\.family)).sorted() }
}

import StudioModel

/// Which playbook stands where, while the playbook files are read one by one.
struct PlaybookCatalogue {
    private var places: [String: Place] = [:]

    /// The one playbook of a file.
    mutating func read(_ file: String, into playbooks: inout [Playbook], problems: Problems) {
        do throws(ProfileError) {
            let root = Cursor(node: try SourceFile.root(at: file), name: "", problems: problems)
            guard let playbook = root.playbook() else { return }
            if let earlier = places[playbook.id] {
                problems.add(
                    .duplicate, at: root.mark, "the playbook “\(playbook.id)” stands already at \(earlier)",
                    advice: "give it another id")
                return
            }
            places[playbook.id] = problems.place(root.mark)
            for step in playbook.steps
            where !step.owner.isEmpty && !Role.standard.contains(where: { $0.id == step.owner }) {
                problems.unknown(
                    .unknownRole, "role", step.owner, among: Role.standard.map(\.id), at: root.mark,
                    otherwise: "use one of the standard roles")
            }
            playbooks.append(playbook)
        } catch {
            problems.add(error)
        }
    }
}

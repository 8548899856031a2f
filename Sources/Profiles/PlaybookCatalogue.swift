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
                    .duplicate, at: root.mark,
                    .init(
                        "the playbook “\(playbook.id)” stands already at \(earlier)",
                        "预案“\(playbook.id)”已在 \(earlier) 定义"),
                    advice: .init("give it another id", "换一个编号"))
                return
            }
            places[playbook.id] = problems.place(root.mark)
            for step in playbook.steps
            where !step.owner.isEmpty && !Role.standard.contains(where: { $0.id == step.owner }) {
                problems.unknown(
                    .unknownRole, .init("role", "角色"), step.owner, among: Role.standard.map(\.id),
                    at: root.mark,
                    otherwise: .init("use one of the standard roles", "使用标准角色"))
            }
            playbooks.append(playbook)
        } catch {
            problems.add(error)
        }
    }
}

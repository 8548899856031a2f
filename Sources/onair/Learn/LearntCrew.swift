import StudioModel

/// Who holds which duty, asked duty by duty.
struct LearntCrew {
    /// The duties that are asked for; a profile may name all the others.
    private static let asked = [Role.technician, "host", "assistant", "operations", "service"]

    let interview: Interview

    func people() -> [Person] {
        let lead = interview.ask(
            LocalizedText(en: "Who leads the project (gets every escalation)?", zh: "项目总负责人是谁？"),
            default: "lead")
        var people = [Person(name: lead, roles: [Role.lead])]
        for role in Self.asked {
            guard let title = Role.standard.first(where: { $0.id == role })?.title else { continue }
            // Every step that nobody else holds falls to the technician, so there is always one.
            let fallback = role == Role.technician ? lead : "-"
            let question =
                role == Role.technician
                ? LocalizedText(en: "Who is the \(title.en) tonight?", zh: "今晚\(title.zh)是谁？")
                : LocalizedText(en: "Who is the \(title.en)? (- nobody)", zh: "\(title.zh)是谁？（- 表示无人）")
            let name = interview.ask(question, default: fallback)
            if name == "-" { continue }
            if let index = people.firstIndex(where: { $0.name == name }) {
                people[index].roles.append(role)
            } else {
                people.append(Person(name: name, roles: [role]))
            }
        }
        return people
    }
}

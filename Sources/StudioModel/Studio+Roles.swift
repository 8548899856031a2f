extension Studio {
    /// Who does what a role is asked to do tonight: the first who holds it, else the technician, else the project
    /// lead; `nil` when nobody holds any of the three.
    package func person(for role: String) -> Person? { escalation(for: role).first }

    /// Whom to ask in turn: everybody who holds the role, then the technician, then the project lead.
    ///
    /// Each person is asked once: somebody who holds several duties is not escalated to himself.
    package func escalation(for role: String) -> [Person] {
        var chain: [Person] = []
        for duty in [role, Role.technician, Role.lead] {
            for person in people
            where person.roles.contains(duty) && !chain.contains(where: { $0.name == person.name }) {
                chain.append(person)
            }
        }
        return chain
    }

    /// Whether somebody holds the role himself.
    package func isStaffed(_ role: String) -> Bool { people.contains { $0.roles.contains(role) } }

    /// The role's name for people; its id when the profile has no such role.
    package func title(of role: String) -> LocalizedText {
        roles.first { $0.id == role }?.title ?? LocalizedText(en: role, zh: role)
    }
}

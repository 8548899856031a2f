import StudioModel

/// Steps that nobody does in time are put to the next person: those who hold the role, the technician, the project
/// lead; nobody twice.
extension IncidentDesk {
    /// Seconds between one person and the next (PagerDuty's practice: five minutes).
    static let patience = 300.0

    /// Whom to name now, one person a step at most.
    package func escalations(at wall: WallTime) -> [StudioEvent] {
        open.filter { $0.state != .mitigated }.flatMap { incident in
            incident.steps.enumerated().compactMap { index, step in
                next(for: step, at: wall).map {
                    .escalated(incident: incident.id, step: index + 1, to: $0)
                }
            }
        }
    }

    private func next(for step: Incident.StepRun, at wall: WallTime) -> String? {
        guard step.doneAt == nil, step.skipped == nil, step.dueAt <= wall else { return nil }
        let asked = (step.escalations ?? []).map(\.to) + [step.person].compactMap(\.self)
        let last = step.escalations?.last?.at.advanced(by: Self.patience)
        guard last.map({ $0 <= wall }) ?? true else { return nil }
        return studio.escalation(for: step.owner).map(\.name).first { !asked.contains($0) }
    }
}

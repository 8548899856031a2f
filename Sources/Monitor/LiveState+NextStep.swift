import StudioModel

extension LiveState {
    /// An open step of an open incident.
    package struct OpenStep: Hashable, Sendable {
        package let incident: Incident
        /// Counted from 1.
        package let number: Int
        package let step: Incident.StepRun

        package init(incident: Incident, number: Int, step: Incident.StepRun) {
            self.incident = incident
            self.number = number
            self.step = step
        }
    }

    /// The step to do now: of the worst incident first, then the one that is due next. What is late stands behind what
    /// can still be done in time, or one step that nobody ticked would hide all others.
    package var nextStep: OpenStep? {
        openSteps.min { left, right in
            let (here, there) = (left.step.dueAt < wall, right.step.dueAt < wall)
            if left.incident.severity != right.incident.severity {
                return left.incident.severity > right.incident.severity
            }
            return here == there ? left.step.dueAt < right.step.dueAt : !here
        }
    }

    private var openSteps: [OpenStep] {
        incidents.filter { $0.isOpen && $0.state != .mitigated }.flatMap { incident in
            incident.steps.enumerated().filter { $0.element.doneAt == nil && $0.element.skipped == nil }
                .map { OpenStep(incident: incident, number: $0.offset + 1, step: $0.element) }
        }
    }
}

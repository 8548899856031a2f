extension Incident {
    /// Takes in one event about this incident. What does not fit (a step that does not exist, a second
    /// acknowledgement) changes nothing: the first fact stands.
    package mutating func apply(_ event: StudioEvent, at time: WallTime) {
        guard event.incident == id else { return }
        switch event {
        case .alarmJoined(_, let alarm): join(alarm)
        case .rerooted(_, let root, let title, let advice):
            let former = self.root
            self.root = root
            self.title = title
            self.advice = advice
            explained.removeAll { $0 == root }
            if let former { join(former) }
        case .acknowledged(_, let person): acknowledge(by: person, at: time)
        case .stepDone(_, let step, let person):
            change(step: step) { run in
                guard run.doneAt == nil else { return }
                run.doneAt = time
                run.doneBy = person
                run.skipped = nil
            }
        case .stepSkipped(_, let step, let person, let reason):
            change(step: step) { run in
                guard run.doneAt == nil, run.skipped == nil else { return }
                run.skipped = reason
                run.doneBy = person
            }
        case .escalated(_, let step, let person):

            change(step: step) {
                $0.escalations = ($0.escalations ?? []) + [Escalation(at: time, to: person)]
            }
        case .evidence(_, let item): attachments = (attachments ?? []) + [item]
        case .noted(_, let person, let text): notes.append(Note(at: time, by: person, text: text))
        case .mitigated:
            guard mitigatedAt == nil else { return }
            mitigatedAt = time
            advance(to: .mitigated)
        case .reopened: reopen(at: time)
        case .resolved(_, let person):
            guard resolvedAt == nil else { return }
            resolvedAt = time
            resolvedBy = person
            advance(to: .resolved)
        default: break
        }
    }

    private mutating func acknowledge(by person: String, at time: WallTime) {
        guard acknowledgedAt == nil else { return }
        acknowledgedAt = time
        acknowledgedBy = person
        advance(to: .acknowledged)
    }

    /// The fault is back: whoever took the incident has it still.
    private mutating func reopen(at time: WallTime) {
        guard resolvedAt == nil, let restored = mitigatedAt else { return }
        lulls = (lulls ?? []) + [WallSpan(from: restored, to: time)].compactMap { $0 }
        mitigatedAt = nil
        state = acknowledgedAt == nil ? .open : .acknowledged
    }

    private mutating func join(_ alarm: AlarmKey) {
        if alarm != root && !explained.contains(alarm) { explained.append(alarm) }
    }

    /// Steps are counted from 1, as people say them.
    private mutating func change(step number: Int, _ body: (inout StepRun) -> Void) {
        guard steps.indices.contains(number - 1) else { return }
        body(&steps[number - 1])
    }

    /// A state is never gone back to, but by a fault that returns.
    private mutating func advance(to next: State) {
        let order: [State] = [.open, .acknowledged, .mitigated, .resolved]
        guard let here = order.firstIndex(of: state), let there = order.firstIndex(of: next), there > here
        else {
            return
        }
        state = next
    }
}

import StudioModel

/// What a person may do with an incident, checked before it becomes an event.
extension IncidentDesk {
    /// The incident a person means: its number in the show, its id, or the beginning of its id.
    package func find(_ word: String) throws(DeskError) -> Incident {
        if let number = Int(word) {
            let numbered = all.filter { $0.number == number }
            guard numbered.count < 2 else { throw DeskError.ambiguous(number, numbered.map(\.id)) }
            if let incident = numbered.first { return incident }
        }
        let matches = word.count >= 4 ? all.filter { $0.id.hasPrefix(word.uppercased()) } : []
        if matches.count == 1, let match = matches.first { return match }
        let open = open.map { "\($0.number)" }.joined(separator: ", ")
        throw DeskError(
            .init("there is no incident “\(word)”", "没有事件“\(word)”"),
            advice: open.isEmpty
                ? .init(
                    "No incident is open; `onair incidents list --all` shows the closed ones.",
                    "没有未关闭的事件；用 `onair incidents list --all` 查看已关闭的。")
                : .init("Open are: \(open).", "未关闭的有：\(open)。"))
    }

    package func acknowledge(_ word: String, by person: String) throws(DeskError) -> [StudioEvent] {
        let incident = try openIncident(word)
        if let by = incident.acknowledgedBy {
            throw DeskError(
                .init(
                    "incident \(incident.number) was taken by \(by) already",
                    "事件 \(incident.number) 已由 \(by) 接手"),
                advice: .init("Add a note instead.", "可改为添加备注。"))
        }
        return [.acknowledged(incident: incident.id, by: person)]
    }

    /// Leaves a step out, for a reason.
    /// - Parameter step: counted from 1.
    package func stepSkipped(_ word: String, step: Int, by person: String, reason: String)
        throws(DeskError) -> [StudioEvent]
    {
        let incident = try openStep(word, step)
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw DeskError(
                .init("a step is not skipped without a reason", "跳过步骤须写明原因"),
                advice: .init("Say why it does not help here.", "请说明为何不适用。"))
        }
        return [.stepSkipped(incident: incident.id, step: step, by: person, reason: reason)]
    }

    /// - Parameter step: counted from 1.
    package func stepDone(_ word: String, step: Int, by person: String) throws(DeskError) -> [StudioEvent] {
        let incident = try openStep(word, step)
        return [.stepDone(incident: incident.id, step: step, by: person)]
    }

    package func note(_ word: String, text: String, by person: String) throws(DeskError) -> [StudioEvent] {
        let incident = try find(word)
        guard !text.allSatisfy(\.isWhitespace) else {
            throw DeskError(
                .init("the note is empty", "备注是空的"), advice: .init("Write what you saw or did.", "请写下所见或所做。"))
        }
        return [.noted(incident: incident.id, by: person, text: text)]
    }

    /// Closes an incident, except while its own alarm stands: what is still broken must not leave the screen.
    package func resolve(_ word: String, by person: String) throws(DeskError) -> [StudioEvent] {
        let incident = try openIncident(word)
        if let root = incident.root, standing.contains(root) {
            let number = incident.number
            throw DeskError(
                .init("incident \(number) is not over: its alarm still stands", "事件 \(number) 尚未结束：其告警仍在"),
                advice: .init(
                    "Take it with `onair incidents ack \(number)`, or say what you know with `onair incidents note \(number) …`.",
                    "可用 `onair incidents ack \(number)` 接手，或用 `onair incidents note \(number) …` 记下情况。"))
        }
        let restored: [StudioEvent] = incident.mitigatedAt == nil ? [.mitigated(incident: incident.id)] : []
        return restored + [.resolved(incident: incident.id, by: person)]
    }

    /// Silences the alarm that an incident came from, for a stated time and reason; without a time, ends its silence.
    package func silence(_ word: String, until: WallTime?, by person: String, reason: String)
        throws(DeskError)
        -> [StudioEvent]
    {
        let incident = try find(word)
        guard let root = incident.root else {
            throw DeskError(
                .init("incident \(incident.number) was raised by a person", "事件 \(incident.number) 由人上报"),
                advice: .init(
                    "There is no alarm to silence; resolve it when it is over.", "没有可静默的告警；结束后请关闭该事件。"))
        }
        guard until == nil || !reason.allSatisfy(\.isWhitespace) else {
            throw DeskError(
                .init("a silence needs a reason", "静默须写明原因"),
                advice: .init("Say why with --because.", "请用 --because 说明。"))
        }
        let word = until.map { "silenced until \($0)" } ?? "no longer silenced"
        return [
            .silenced(alarm: root, until: until, by: person, reason: reason),
            .noted(
                incident: incident.id, by: person, text: reason.isEmpty ? word : "\(word): \(reason)"),
        ]
    }

    /// Opens an incident by hand from a playbook.
    package func raise(playbook id: String, at wall: WallTime, by person: String, note: String?)
        throws(DeskError)
        -> [StudioEvent]
    {
        guard let playbook = studio.playbooks.first(where: { $0.id.lowercased() == id.lowercased() }) else {
            let known = studio.playbooks.map(\.id).joined(separator: ", ")
            throw DeskError(
                .init("there is no playbook “\(id)”", "没有预案“\(id)”"),
                advice: known.isEmpty
                    ? .init("This profile has no playbooks.", "配置中没有预案。")
                    : .init("The profile has: \(known).", "配置中有：\(known)。"))
        }
        if let same = open.first(where: { $0.root == nil && $0.playbook == playbook.id }) {
            throw DeskError(
                .init(
                    "playbook \(playbook.id) runs already, in incident \(same.number)",
                    "预案 \(playbook.id) 已在事件 \(same.number) 中执行"),
                advice: .init(
                    "Add what is new with `onair incidents note \(same.number) …`.",
                    "新情况请用 `onair incidents note \(same.number) …` 补充。"))
        }
        let incident = Incident(
            id: IncidentID.make(at: wall), number: nextNumber, show: show, severity: playbook.severity,
            category: playbook.category, title: playbook.title,
            advice: playbook.steps.first?.text ?? playbook.title,
            root: nil, startedAt: wall, detectedAt: wall, playbook: playbook.id,
            steps: Opening.steps(playbook, in: studio, at: wall), evidence: "raised by \(person)")
        let opening: [StudioEvent] = [.incidentOpened(incident)]
        return opening + (note.map { [.noted(incident: incident.id, by: person, text: $0)] } ?? [])
    }

    /// The incident with that step, which is still to do; one that was skipped may be done after all.
    private func openStep(_ word: String, _ step: Int) throws(DeskError) -> Incident {
        let incident = try openIncident(word)
        guard incident.steps.indices.contains(step - 1) else {
            throw DeskError(
                .init(
                    "incident \(incident.number) has no step \(step)", "事件 \(incident.number) 没有第 \(step) 步"),
                advice: incident.steps.isEmpty
                    ? .init("It has no playbook.", "该事件没有预案。")
                    : .init("Its steps are 1 to \(incident.steps.count).", "步骤为 1 到 \(incident.steps.count)。")
            )
        }
        let run = incident.steps[step - 1]
        if let by = run.doneBy, run.doneAt != nil {
            throw DeskError(
                .init("step \(step) was done by \(by) already", "第 \(step) 步已由 \(by) 完成"),
                advice: .init("Nothing is left to do for it.", "无需再做。"))
        }
        return incident
    }

    private func openIncident(_ word: String) throws(DeskError) -> Incident {
        let incident = try find(word)
        guard incident.isOpen else {
            throw DeskError(
                .init("incident \(incident.number) is resolved", "事件 \(incident.number) 已关闭"),
                advice: .init("Notes may still be added to it.", "仍可添加备注。"))
        }
        return incident
    }
}

/// What a person asked of the desk that cannot be done, with the next step.
package struct DeskError: SpokenError, Hashable {
    package let sentence: LocalizedText
    package let advice: LocalizedText

    package init(_ sentence: LocalizedText, advice: LocalizedText) {
        self.sentence = sentence
        self.advice = advice
    }

    /// Journals of before numbers were given while writing may have a number twice.
    static func ambiguous(_ number: Int, _ ids: [String]) -> DeskError {
        DeskError(
            .init("\(ids.count) incidents bear the number \(number)", "有 \(ids.count) 个事件的编号都是 \(number)"),
            advice: .init(
                "Name one by its id: \(ids.joined(separator: ", ")).",
                "请用标识指定其一：\(ids.joined(separator: "、"))。"))
    }

    package func line(_ language: Language) -> String { LocalizedText.line(sentence, advice, language) }
}

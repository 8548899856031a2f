import StudioModel

extension Cursor {
    /// A playbook with its steps.
    func playbook() -> Playbook? {
        let keys = ["id", "title", "manual", "category", "severity", "steps"]
        guard let fields = fields(keys) else { return nil }
        let id = fields.require("id", "name it, as in P1", "写编号，如 P1")?.word()
        let title = fields.require("title", "say what fails, in en and zh", "用中英文写明什么失效")?.localized()
        let category = fields.require(
            "category", "write picture, sound, light, network, encoder, power, platform, people or content",
            "写 picture、sound、light、network、encoder、power、platform、people 或 content")?
            .word()
        let severity = fields.require(
            "severity", "write off-air, degraded, redundancy or notice",
            "写 off-air、degraded、redundancy 或 notice")?
            .choice(Severity.self)
        let steps = fields.require("steps", "write what to do, one `- text:` a step", "写处置步骤，每步一个 `- text:`")?
            .list { $0.step() }
        guard let id, let title, let category, let severity, let steps else { return nil }
        return Playbook(
            id: id, title: title, manual: fields["manual"]?.flag() ?? false, category: category,
            severity: severity,
            steps: steps)
    }

    /// One step. Without an owner it is the technician's; `profile lint` says so.
    private func step() -> Playbook.Step? {
        guard let fields = fields(["text", "owner", "due"]) else { return nil }
        let text = fields.require("text", "say what to do, in en and zh", "用中英文写明做什么")?.localized()
        let due = fields.require("due", "say within what time, as in 10s", "写时限，如 10s")?.seconds()
        guard let text, let due else { return nil }
        return Playbook.Step(text: text, owner: fields["owner"]?.word() ?? "", due: due)
    }
}

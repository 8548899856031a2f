import StudioModel

/// How a new incident is filled: its title, its playbook's steps, who does each and by when.
package struct Opening {
    let studio: Studio
    let show: String
    let number: Int
    let rule: Rule
    let playbook: Playbook?

    func incident(_ transition: Transition, at wall: WallTime, since: WallTime) -> Incident {
        let watched = studio.watched(transition.subject)
        let severity: Severity = watched?.spare == true ? min(rule.severity, .redundancy) : rule.severity
        let name = Opening.name(of: transition.subject, in: studio)
        let fault = Opening.fault(rule, transition)
        return Incident(
            id: IncidentID.make(at: wall), number: number, show: show, severity: severity,
            category: playbook?.category ?? Opening.category(of: rule.family),
            title: Opening.title(fault, name), advice: Opening.advice(rule, transition), root: transition.key,
            startedAt: min(since, wall),
            detectedAt: wall, playbook: playbook?.id, steps: Opening.steps(playbook, in: studio, at: wall),
            evidence: Opening.evidence(transition))
    }

    static func steps(_ playbook: Playbook?, in studio: Studio, at wall: WallTime) -> [Incident.StepRun] {
        (playbook?.steps ?? []).map { step in
            Incident.StepRun(
                text: step.text, owner: step.owner, person: studio.person(for: step.owner)?.name,
                dueAt: wall.advanced(by: step.due))
        }
    }

    static func name(of subject: Subject, in studio: Studio) -> LocalizedText {
        studio.watched(subject)?.title ?? LocalizedText(en: subject.rawValue, zh: subject.rawValue)
    }

    /// What broke: the rule's fault, or that nothing is known of it.
    package static func fault(_ rule: Rule, _ transition: Transition) -> LocalizedText {
        guard transition.event == .noData else { return rule.title }
        return LocalizedText(en: "not measured (\(rule.title.en))", zh: "没有读数（\(rule.title.zh)）")
    }

    /// What to do about it: the rule's advice, except where it is not the fault but the readings that are missing.
    static func advice(_ rule: Rule, _ transition: Transition) -> LocalizedText {
        guard transition.event == .noData else { return rule.advice }
        return LocalizedText(
            en:
                "Look at the device itself: nothing is read from it now. See whether `onair devices` finds it.",
            zh: "请直接查看设备：目前读不到数据。可用 `onair devices` 查看是否能找到。")
    }

    /// `Lavalier 1: microphone is muted`.
    static func title(_ title: LocalizedText, _ name: LocalizedText) -> LocalizedText {
        LocalizedText(en: "\(name.en): \(title.en)", zh: "\(name.zh)：\(title.zh)")
    }

    private static func evidence(_ transition: Transition) -> String? {
        guard let metric = transition.metric, transition.event != .noData else { return transition.reason }
        let value = transition.value.map { "\($0)" } ?? transition.reason ?? "no value"
        return "\(metric) = \(value)" + (transition.limit.map { ", limit \($0)" } ?? "")
    }

    private static func category(of family: String) -> String {
        switch family {
        case "camera": "picture"
        case "microphone": "sound"
        case "link", "uplink": "network"
        case "encoder", "host", "probe", "desk": "encoder"
        default: "platform"
        }
    }
}

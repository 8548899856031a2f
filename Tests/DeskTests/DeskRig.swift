import Desk
import StudioModel
import Testing

/// A desk whose events are applied as the journal would give them back.
struct DeskRig {
    var desk: IncidentDesk
    var sequence: Int64 = 0
    let wall = WallTime(milliseconds: 1_773_000_000_000)

    init(incidents: [Incident] = []) throws {
        let microphone = try #require(Subject(rawValue: "microphone/host"))
        let output = try #require(Subject(rawValue: "output/main"))
        let text = LocalizedText(en: "it is broken", zh: "坏了")
        func rule(_ id: String, family: String, playbook: String? = nil) -> Rule {
            Rule(
                id: id, family: family, severity: .offAir, playbook: playbook, title: text,
                advice: LocalizedText(en: "mend it", zh: "修"), source: "test")
        }
        let playbook = Playbook(
            id: "P5", title: LocalizedText(en: "Silence", zh: "静音"), manual: true, category: "sound",
            severity: .degraded,
            steps: [
                Playbook.Step(text: LocalizedText(en: "unmute", zh: "取消静音"), owner: "audio", due: 5),
                Playbook.Step(text: LocalizedText(en: "swap", zh: "换"), owner: "host", due: 15),
            ])
        let studio = Studio(
            name: "test", title: text,
            people: [Person(name: "Wei", roles: ["technician"]), Person(name: "Lan", roles: ["host"])],
            subjects: [
                WatchedSubject(subject: microphone, title: LocalizedText(en: "Lavalier", zh: "领夹麦")),
                WatchedSubject(subject: output, dependsOn: [microphone], spare: true),
            ],
            playbooks: [playbook],
            rules: [
                rule("microphone.muted", family: "microphone", playbook: "P5"),
                rule("output.silent", family: "output"),
            ])
        desk = IncidentDesk(studio: studio, show: "show", incidents: incidents)
    }

    @discardableResult
    mutating func apply(_ events: [StudioEvent], after seconds: Double = 0) -> [StudioEvent] {
        for event in events {
            sequence += 1
            desk.apply(JournalEntry(sequence: sequence, at: wall.advanced(by: seconds), event: event))
        }
        return events
    }

    @discardableResult
    mutating func take(
        _ event: Transition.Event, _ rule: String, _ subject: String, because: [AlarmKey] = []
    ) throws -> [StudioEvent] {
        let transition = Transition(
            event: event, rule: rule, subject: try #require(Subject(rawValue: subject)), state: .firing,
            at: .seconds(10), since: .seconds(9), metric: "microphone.muted", value: true, limit: "== true",
            because: because)
        return apply(desk.events(for: transition, at: wall, since: wall.advanced(by: -1)))
    }

    func key(_ rule: String, _ subject: String) throws -> AlarmKey {
        AlarmKey(rule: rule, subject: try #require(Subject(rawValue: subject)))
    }
}

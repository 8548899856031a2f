import Desk
import StudioModel
import Testing

/// Steps that nobody does in time.
@Suite struct EscalationTests {
    private let wall = WallTime(milliseconds: 1_773_000_000_000)

    private func desk(_ people: [Person]) throws -> IncidentDesk {
        let text = LocalizedText(en: "unmute", zh: "取消静音")
        let playbook = Playbook(
            id: "P5", title: text, manual: true, category: "sound", severity: .degraded,
            steps: [Playbook.Step(text: text, owner: "audio", due: 5)])
        let studio = Studio(name: "test", title: text, people: people, subjects: [], playbooks: [playbook])
        var desk = IncidentDesk(studio: studio, show: "show", incidents: [])
        apply(try desk.raise(playbook: "P5", at: wall, by: "Lan", note: nil), to: &desk, after: 0)
        return desk
    }

    private func apply(_ events: [StudioEvent], to desk: inout IncidentDesk, after seconds: Double) {
        for event in events {
            desk.apply(JournalEntry(sequence: 1, at: wall.advanced(by: seconds), event: event))
        }
    }

    private func escalate(_ desk: inout IncidentDesk, after seconds: Double) -> [String] {
        let events = desk.escalations(at: wall.advanced(by: seconds))
        apply(events, to: &desk, after: seconds)
        return events.compactMap { event in
            if case .escalated(_, 1, let person) = event { person } else { nil }
        }
    }

    @Test func `an overdue step goes to the technician, then to the lead, and to nobody twice`() throws {
        var desk = try desk([
            Person(name: "An", roles: ["audio"]), Person(name: "Wei", roles: ["technician", "audio"]),
            Person(name: "Lin", roles: ["lead"]),
        ])
        #expect(escalate(&desk, after: 4) == [])
        #expect(escalate(&desk, after: 5) == ["Wei"])
        #expect(escalate(&desk, after: 6) == [])
        #expect(escalate(&desk, after: 304) == [])
        #expect(escalate(&desk, after: 305) == ["Lin"])
        #expect(escalate(&desk, after: 3600) == [])
        #expect(desk.open.first?.steps.first?.escalations?.map(\.to) == ["Wei", "Lin"])
    }

    @Test func `who holds every duty is not escalated to himself, and what is done to nobody`() throws {
        var alone = try desk([Person(name: "Lin", roles: ["technician", "lead"])])
        #expect(escalate(&alone, after: 60) == [])
        var done = try desk([
            Person(name: "An", roles: ["audio"]), Person(name: "Lin", roles: ["lead"]),
        ])
        apply(try done.stepDone("1", step: 1, by: "An"), to: &done, after: 4)
        #expect(escalate(&done, after: 60) == [])
    }

    @Test func `only an alarm can be silenced, and only for a reason`() throws {
        let desk = try desk([])
        #expect(throws: DeskError.self) {
            _ = try desk.silence("1", until: wall.advanced(by: 60), by: "Wei", reason: "known")
        }
    }
}

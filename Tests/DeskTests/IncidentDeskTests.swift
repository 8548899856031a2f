import Desk
import StudioModel
import Testing

@Suite struct IncidentDeskTests {
    @Test func `a root alarm opens one incident with its playbook, owners and due times`() throws {
        var rig = try DeskRig()
        try rig.take(.raised, "microphone.muted", "microphone/host")
        try rig.take(.raised, "microphone.muted", "microphone/host")
        let incident = try #require(rig.desk.open.first)
        #expect(rig.desk.open.count == 1)
        #expect(incident.title.en == "Lavalier: it is broken")
        #expect(incident.number == 1)
        #expect(incident.steps.map(\.person) == ["Wei", "Lan"])
        #expect(incident.steps.map { $0.dueAt.seconds(since: rig.wall) } == [5, 15])
        #expect(incident.category == "sound")
        #expect(incident.evidence == "microphone.muted = yes, limit == true")
        #expect(rig.wall.seconds(since: incident.startedAt) == 1)
    }

    @Test func `an alarm that the root explains joins its incident`() throws {
        var rig = try DeskRig()
        try rig.take(.raised, "microphone.muted", "microphone/host")
        let root = try rig.key("microphone.muted", "microphone/host")
        try rig.take(.inhibited, "output.silent", "output/main", because: [root])
        try rig.take(.inhibited, "output.silent", "output/main", because: [root])
        #expect(rig.desk.open.map(\.explained) == [[try rig.key("output.silent", "output/main")]])
    }

    @Test func `a root that comes late takes the open incident over`() throws {
        var rig = try DeskRig()
        try rig.take(.raised, "output.silent", "output/main")
        let root = try rig.key("microphone.muted", "microphone/host")
        try rig.take(.rerooted, "output.silent", "output/main", because: [root])
        try rig.take(.raised, "microphone.muted", "microphone/host")
        #expect(rig.desk.open.count == 1)
        #expect(rig.desk.open.first?.root == root)
        #expect(rig.desk.open.first?.explained == [try rig.key("output.silent", "output/main")])
    }

    @Test func `a consequence that opened its own incident joins the root's when that came first`() throws {
        var rig = try DeskRig()
        try rig.take(.raised, "output.silent", "output/main")
        try rig.take(.raised, "microphone.muted", "microphone/host")
        let root = try rig.key("microphone.muted", "microphone/host")
        try rig.take(.rerooted, "output.silent", "output/main", because: [root])
        #expect(rig.desk.open.map(\.root) == [root])
        #expect(rig.desk.all.count == 2)
    }

    @Test func `when the alarm clears, the incident nobody took is closed`() throws {
        var rig = try DeskRig()
        try rig.take(.raised, "microphone.muted", "microphone/host")
        try rig.take(.cleared, "microphone.muted", "microphone/host")
        #expect(rig.desk.open.isEmpty)
        #expect(rig.desk.all.first?.resolvedBy == "onair")
    }

    @Test func `the incident a person took is left to that person`() throws {
        var rig = try DeskRig()
        try rig.take(.raised, "microphone.muted", "microphone/host")
        rig.apply(try rig.desk.acknowledge("1", by: "Wei"))
        try rig.take(.cleared, "microphone.muted", "microphone/host")
        #expect(rig.desk.open.map(\.state) == [.mitigated])
        rig.apply(try rig.desk.resolve("1", by: "Wei"))
        #expect(rig.desk.open.isEmpty)
    }

    @Test func `a fault that returns after its incident was closed opens another`() throws {
        var rig = try DeskRig()
        try rig.take(.raised, "microphone.muted", "microphone/host")
        try rig.take(.cleared, "microphone.muted", "microphone/host")
        try rig.take(.raised, "microphone.muted", "microphone/host")
        #expect(rig.desk.all.map(\.number) == [1, 2])
    }

    @Test func `missing data is not announced as the fault that was not measured`() throws {
        var rig = try DeskRig()
        try rig.take(.noData, "microphone.muted", "microphone/host")
        #expect(rig.desk.open.first?.title.en == "Lavalier: not measured (it is broken)")
        #expect(rig.desk.open.first?.title.zh == "领夹麦：没有读数（坏了）")
        #expect(rig.desk.open.first?.advice.en.contains("onair devices") == true)
    }

    @Test func `after a restart an open incident goes on, and is closed when its alarm is well`() throws {
        var first = try DeskRig()
        try first.take(.raised, "microphone.muted", "microphone/host")
        var second = try DeskRig(incidents: first.desk.all)
        try second.take(.raised, "microphone.muted", "microphone/host")
        #expect(second.desk.all.count == 1)
        #expect(second.desk.eventsAfterRestart { _ in false }.isEmpty)
        second.apply(second.desk.eventsAfterRestart { _ in true })
        #expect(second.desk.open.isEmpty)
    }

    @Test func `a spare's fault is redundancy lost`() throws {
        var rig = try DeskRig()
        try rig.take(.raised, "output.silent", "output/main")
        #expect(rig.desk.open.first?.severity == .redundancy)
    }

    @Test func `a playbook is raised by hand`() throws {
        var rig = try DeskRig()
        rig.apply(try rig.desk.raise(playbook: "p5", at: rig.wall, by: "Lan", note: "pop"))
        #expect(rig.desk.open.first?.root == nil)
        #expect(rig.desk.open.first?.notes.map(\.text) == ["pop"])
    }

    @Test func `what cannot be done is said with the next step`() throws {
        var rig = try DeskRig()
        try rig.take(.raised, "microphone.muted", "microphone/host")
        func message(_ body: () throws(DeskError) -> [StudioEvent]) -> String {
            do throws(DeskError) {
                _ = try body()
                return "done"
            } catch {
                return "\(error)"
            }
        }
        let desk = rig.desk
        #expect(
            message { () throws(DeskError) in try desk.acknowledge("7", by: "Wei") }
                == "there is no incident “7”. Open are: 1.")
        #expect(
            message { () throws(DeskError) in try desk.stepDone("1", step: 3, by: "Wei") }
                == "incident 1 has no step 3. Its steps are 1 to 2.")
        #expect(
            message { () throws(DeskError) in try desk.note("1", text: "  ", by: "Wei") }
                == "the note is empty. Write what you saw or did.")
        #expect(
            message { () throws(DeskError) in
                try desk.raise(playbook: "P99", at: rig.wall, by: "Wei", note: nil)
            }
                == "there is no playbook “P99”. The profile has: P5.")
    }
}

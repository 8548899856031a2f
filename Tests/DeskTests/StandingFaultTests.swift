import Desk
import StudioModel
import Testing

/// What is still broken stays on the screen, whatever people say.
@Suite struct StandingFaultTests {
    private func message(_ body: () throws(DeskError) -> [StudioEvent]) -> String {
        do throws(DeskError) {
            _ = try body()
            return "done"
        } catch {
            return "\(error)"
        }
    }

    /// A journal line about the alarm, as the watch writes it beside the incident's events.
    private func said(_ event: Transition.Event, _ state: AlarmState = .firing) throws -> StudioEvent {
        .transition(
            Transition(
                event: event, rule: "microphone.muted",
                subject: try #require(Subject(rawValue: "microphone/host")),
                state: state, at: .seconds(10), since: .seconds(9)))
    }

    @Test func `an incident is not closed while its alarm stands, and the refusal says what can be done`()
        throws
    {
        var rig = try DeskRig()
        rig.apply([try said(.raised)])
        try rig.take(.raised, "microphone.muted", "microphone/host")
        let desk = rig.desk
        let refusal = message { () throws(DeskError) in try desk.resolve("1", by: "Wei") }
        #expect(refusal.hasPrefix("incident 1 is not over: its alarm still stands."))
        #expect(refusal.contains("incidents ack 1") && refusal.contains("incidents note 1"))
        rig.apply(try rig.desk.acknowledge("1", by: "Wei"))
        rig.apply([try said(.cleared, .ok)])
        try rig.take(.cleared, "microphone.muted", "microphone/host")
        rig.apply(try rig.desk.resolve("1", by: "Wei"))
        #expect(rig.desk.open.isEmpty)
    }

    @Test(arguments: [
        StudioEvent.watchStopped(reason: "ended"), .watchStarted(process: 1, boot: "b"),
        .phaseChanged(phase: .end, output: nil, by: "Wei"),
    ])
    func `where nobody judges any more, a person may close it`(event: StudioEvent) throws {
        var rig = try DeskRig()
        rig.apply([try said(.raised)])
        try rig.take(.raised, "microphone.muted", "microphone/host")
        rig.apply([event])
        rig.apply(try rig.desk.resolve("1", by: "Wei"))
        #expect(rig.desk.open.isEmpty)
    }

    @Test func `a silenced alarm may be closed, and comes back when it outlives its silence`() throws {
        var rig = try DeskRig()
        rig.apply([try said(.raised)])
        try rig.take(.raised, "microphone.muted", "microphone/host")
        rig.apply([try said(.silenced, .silenced)])
        rig.apply(try rig.desk.resolve("1", by: "Wei"))
        #expect(rig.desk.open.isEmpty)
        try rig.take(.silenced, "microphone.muted", "microphone/host")
        #expect(rig.desk.open.map(\.number) == [2])
    }

    @Test func `a fault that returns before its incident is closed reopens it, however often`() throws {
        var rig = try DeskRig()
        try rig.take(.raised, "microphone.muted", "microphone/host")
        rig.apply(try rig.desk.acknowledge("1", by: "Wei"))
        for lull in 1...20 {
            try rig.take(.cleared, "microphone.muted", "microphone/host")
            #expect(rig.desk.open.map(\.state) == [.mitigated])
            let events = rig.desk.events(
                for: Transition(
                    event: .raised, rule: "microphone.muted",
                    subject: try #require(Subject(rawValue: "microphone/host")), state: .firing,
                    at: .seconds(20),
                    since: .seconds(20)), at: rig.wall, since: rig.wall)
            rig.apply(events, after: Double(lull))
            #expect(rig.desk.all.map(\.state) == [.acknowledged])
        }
        #expect(rig.desk.all.first?.lulls?.count == 20)
        #expect(rig.desk.all.first?.acknowledgedBy == "Wei")
    }

    @Test func `what nobody took stands first, what is restored last; of each the worst`() throws {
        var rig = try DeskRig()
        try rig.take(.raised, "microphone.muted", "microphone/host")
        rig.apply(try rig.desk.acknowledge("1", by: "Wei"))
        try rig.take(.cleared, "microphone.muted", "microphone/host")
        try rig.take(.raised, "output.silent", "output/main")
        rig.apply(try rig.desk.raise(playbook: "P5", at: rig.wall, by: "Lan", note: nil))
        #expect(rig.desk.open.map(\.number) == [3, 2, 1])
        rig.apply(try rig.desk.acknowledge("3", by: "Wei"))
        #expect(rig.desk.open.map(\.number) == [2, 3, 1])
    }

    @Test func `a playbook that runs by hand is not opened a second time`() throws {
        var rig = try DeskRig()
        rig.apply(try rig.desk.raise(playbook: "P5", at: rig.wall, by: "Lan", note: nil))
        let desk = rig.desk
        let refusal = message { () throws(DeskError) in
            try desk.raise(playbook: "p5", at: rig.wall, by: "Wei", note: nil)
        }
        #expect(refusal.hasPrefix("playbook P5 runs already, in incident 1."))
        rig.apply(try rig.desk.resolve("1", by: "Wei"))
        rig.apply(try rig.desk.raise(playbook: "P5", at: rig.wall, by: "Wei", note: nil))
        #expect(rig.desk.open.map(\.number) == [2])
    }

    @Test func `a number that two incidents bear is refused with the ids of both, which still serve`() throws
    {
        var first = try DeskRig()
        first.apply(try first.desk.raise(playbook: "P5", at: first.wall, by: "Lan", note: nil))
        var second = try DeskRig()
        second.apply(try second.desk.raise(playbook: "P5", at: second.wall, by: "Wei", note: nil))
        let desk = try DeskRig(incidents: first.desk.all + second.desk.all).desk
        let ids = desk.all.map(\.id)
        try #require(ids.count == 2 && desk.all.map(\.number) == [1, 1])
        let refusal = message { () throws(DeskError) in try desk.acknowledge("1", by: "Lan") }
        #expect(refusal == "2 incidents bear the number 1. Name one by its id: \(ids[0]), \(ids[1]).")
        #expect(try desk.acknowledge(ids[1], by: "Lan") == [.acknowledged(incident: ids[1], by: "Lan")])
    }

    @Test func `a step is left out for a reason, and may be done after all`() throws {
        var rig = try DeskRig()
        rig.apply(try rig.desk.raise(playbook: "P5", at: rig.wall, by: "Lan", note: nil))
        rig.apply(try rig.desk.stepSkipped("1", step: 2, by: "Wei", reason: "no spare here"))
        #expect(rig.desk.open.first?.steps[1].skipped == "no spare here")
        let desk = rig.desk
        #expect(
            message { () throws(DeskError) in try desk.stepSkipped("1", step: 1, by: "Wei", reason: " ") }
                .hasPrefix("a step is not skipped without a reason."))
        rig.apply(try rig.desk.stepDone("1", step: 2, by: "Wei"))
        #expect(rig.desk.open.first?.steps[1].doneBy == "Wei")
        let after = rig.desk
        #expect(
            message { () throws(DeskError) in try after.stepSkipped("1", step: 2, by: "Wei", reason: "x") }
                .hasPrefix("step 2 was done by Wei already."))
    }
}

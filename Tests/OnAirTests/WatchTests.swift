import Foundation
import Glibc
import TestSupport
import Testing

/// `watch` without a screen: what it prints, and what outlives it.
@Suite(.serialized) struct WatchTests {
    /// Fires while the show is live, and on nothing else.
    private static let live = Rig.profile(warn: "< 2", fail: nil).replacing(
        "[setup, rehearse, live]", with: "[live]")

    private func transitions(_ program: RunningProgram) throws -> [[String: Any]] {
        try program.outputLines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
        }
    }

    private func events(_ program: RunningProgram) throws -> [String] {
        try transitions(program).compactMap { $0["event"] as? String }
    }

    private func incidents(_ rig: Rig, _ more: [String] = []) async throws -> (
        show: String, list: [[String: Any]]
    ) {
        let finished = try await rig.onair(["incidents", "list", "--all", "--format", "json"] + more)
        let object = try JSONSerialization.jsonObject(with: Data(finished.output.utf8)) as? [String: Any]
        let report = try #require(object, "\(finished.errors)")
        #expect(report["schema"] as? String == "onair.incidents/1")
        return (try #require(report["show"] as? String), report["incidents"] as? [[String: Any]] ?? [])
    }

    /// A watch of a show that is live, with its one alarm raised.
    private func raised(_ rig: Rig) async throws -> RunningProgram {
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let watch = try rig.start(["watch", "--json"])
        try await eventually(within: .seconds(20), "the alarm is raised") {
            try events(watch).contains("raised")
        }
        return watch
    }

    @Test func `every line is a transition with the documented keys`() async throws {
        let rig = try Rig(Self.live)
        let watch = try await raised(rig)
        _ = try await rig.onair(["show", "break", "--by", "Lin"])
        try await eventually(within: .seconds(10), "the alarm is cleared") {
            try events(watch).contains("cleared")
        }
        let all = try transitions(watch)
        for transition in all {
            #expect(transition["schema"] as? String == "onair.transition/1")
            #expect(transition["rule"] as? String == "host.memory.tested")
            #expect(transition["subject"] as? String == "host/this-machine")
            #expect((transition["at"] as? String)?.hasSuffix("Z") == true)
            #expect((transition["value"] as? Double).map { $0 > 0 && $0 < 1 } == true)
            #expect(transition["limit"] as? String == "< 2")
            #expect(transition["because"] is [Any])
            #expect(transition["lost_readings"] as? Int == 0 && transition["late_readings"] is Int)
        }
        #expect(all.first?["state"] as? String == "firing" && all.last?["state"] as? String == "ok")
        watch.signal(SIGTERM)
        await eventually(within: .seconds(10), "it ends") { watch.exitCode != nil }
        #expect(watch.exitCode == 143 && watch.errors.isEmpty)
    }

    /// Sleeps over its first description; then it is a probe like any.
    private static let slowProbe = """
        #!/bin/sh
        now() { awk '{printf "%d", $1 * 1000000000}' /proc/uptime; }
        case $1 in
        describe)
          [ -e "$0.asked" ] || { : > "$0.asked"; exec sleep 30; }
          echo '{"family":"lamp","families":["lamp"],"protocol":1,"isolation":"subject","metrics":[],"match-keys":[],"permissions":[]}' ;;
        watch)
          while :; do echo "{\\"record\\":\\"alive\\",\\"t\\":$(now),\\"stuck\\":[],\\"dropped\\":0}"; sleep 0.5; done &
          cat > /dev/null; kill $! ;;
        esac

        """

    @Test func `a probe that is slow to describe itself is an alarm until it answers`() async throws {
        let rig = try Rig(
            Rig.profile(fail: "== false", rule: "probe.lost", metric: "probe.running").replacing(
                "host/this-machine", with: "lamp/key"))
        try rig.scratch.write("probes/onair-probe-lamp", Self.slowProbe, mode: 0o755)
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let watch = try rig.start(["watch", "--json", "--probes", rig.scratch.path + "/probes"])
        await eventually(within: .seconds(30), "the probe is missed") {
            watch.output.contains("\"subject\":\"probe/lamp\"") && watch.output.contains("\"raised\"")
        }
        #expect(watch.errors.contains("onair-probe-lamp: describe timed out after 5 s"))
        #expect(!watch.errors.contains("installed"))
        try await eventually(within: .seconds(30), "its incident is closed") {
            try await !rig.onair(["incidents", "list"]).output.contains("probe.lost")
        }
        watch.signal(SIGTERM)
        await eventually(within: .seconds(10), "it ends") { watch.exitCode != nil }
    }

    @Test func `headless without JSON says the same to a person`() async throws {
        let rig = try Rig(Self.live)
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let watch = try rig.start(["watch", "--headless"])
        await eventually(within: .seconds(20), "the alarm is named") {
            watch.output.contains(
                "raised  host/this-machine: Memory is tested  (host.memory.tested @ host/this-machine)")
        }
        #expect(watch.errors.hasPrefix("watching tiny, show "))
        watch.signal(SIGINT)
        await eventually(within: .seconds(10), "it ends") { watch.exitCode != nil }
        #expect(watch.exitCode == 130)
    }

    @Test func `after kill -9 the next watch goes on with the same show and the open incident`() async throws
    {
        let rig = try Rig(Self.live)
        let first = try await raised(rig)
        let before = try await incidents(rig)
        #expect(before.list.count == 1 && before.list.first?["state"] as? String == "open")
        try await rig.onair(["incidents", "resolve", "1", "--by", "Lin"])
            .expectOneLine(65, "incident 1 is not over: its alarm still stands", "incidents ack 1")
        _ = try await rig.onair(["incidents", "ack", "1", "--by", "Lin"])
        let children = Processes.descendants(of: first.processID)
        #expect(!children.isEmpty)
        first.signal(SIGKILL)
        await eventually(within: .seconds(5), "no probe stays behind") {
            !children.contains(where: Processes.isRunning)
        }

        let second = try rig.start(["watch", "--json"])
        try await eventually(within: .seconds(20), "the alarm is raised again") {
            try events(second).contains("raised")
        }
        let after = try await incidents(rig)
        #expect(after.show == before.show)
        #expect(after.list.map { $0["id"] as? String } == before.list.map { $0["id"] as? String })
        #expect(after.list.first?["acknowledgedBy"] as? String == "Lin")
        #expect(try await rig.onair(["show", "status"]).output.hasSuffix(": live\n"))

        _ = try await rig.onair(["show", "break", "--by", "Lin"])
        try await eventually(
            within: .seconds(10), "what is not judged in the break is noted, and not called over"
        ) {
            let notes = try await incidents(rig).list.first?["notes"] as? [[String: Any]]
            return notes?.contains { ($0["text"] as? String)?.hasPrefix("not judged in phase break") == true }
                == true
        }
        #expect(try await incidents(rig).list.first?["state"] as? String == "acknowledged")
        _ = try await rig.onair(["incidents", "resolve", "1", "--by", "Lin"])
        #expect(try await incidents(rig).list.allSatisfy { $0["state"] as? String == "resolved" })
        #expect(try await rig.onair(["journal", "verify"]).code == 0)
    }

    @Test func `a second watch of one show is refused and told who watches`() async throws {
        let rig = try Rig(Self.live)
        let first = try await raised(rig)
        try await rig.onair(["watch", "--json"])
            .expectOneLine(75, "watched already by process \(first.processID)")
        #expect(first.exitCode == nil)
    }

    @Test func `a watch that ends leaves no probe behind`() async throws {
        let rig = try Rig(Self.live)
        let watch = try await raised(rig)
        let children = Processes.descendants(of: watch.processID)
        #expect(!children.isEmpty)
        watch.signal(SIGTERM)
        await eventually(within: .seconds(10), "it ends") { watch.exitCode != nil }
        await eventually(within: .seconds(5), "no probe stays behind") {
            !children.contains(where: Processes.isRunning)
        }
    }

    @Test func `a reader that goes away is said once, and the watch goes on`() async throws {
        let rig = try Rig(Self.live)
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let watch = try RunningProgram(
            SourceTree.program("onair"), ["watch", "--json"], environment: rig.environment,
            folder: rig.scratch.path,
            isRead: false)
        watch.closeReader()
        await eventually(within: .seconds(20), "it says so") {
            watch.errors.hasPrefix("onair: nobody reads standard output any more; watching goes on")
        }
        #expect(watch.exitCode == nil)
        watch.signal(SIGTERM)
        await eventually(within: .seconds(10), "it ends when told") { watch.exitCode != nil }
    }
}

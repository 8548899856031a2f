import Foundation
import StudioModel
import TestSupport
import Testing

/// A probe that is late, hangs, dies, or stops measuring is an alarm of its own, never a green tile.
@Suite struct ProbeAlarmTests {
    private static let profile = """
        name: tiny
        people:
          - { name: "Lin", roles: [technician, lead] }
        subjects:
          - subject: test/one
        rules:
          include: [probe, desk]
          add:
            - id: test.value.high
              fail: { when: { test.value: "> 100" } }
              phases: [live]
              clear: 1s
              yields-to: [probe.lost]
              title: { en: "The value is high", zh: "数值过高" }
              advice: { en: "There is nothing to do.", zh: "无需处理。" }
              source: "a test"

        """

    /// What every probe says, in a few lines of shell.
    private static func probe(_ life: String) -> String {
        #"""
        #!/bin/sh
        now() { awk '{printf "%.0f", $1 * 1000000000}' /proc/uptime; }
        alive() { echo "{\"record\":\"alive\",\"t\":$(now),\"stuck\":[$1],\"dropped\":0}"; }
        reading() { echo "{\"record\":\"readings\",\"t\":$(($(now) - $1)),\"subject\":\"test/one\",\"values\":{\"test.value\":1}}"; }
        if [ "$1" = describe ]; then
          echo '{"family":"test","families":["test"],"protocol":1,"isolation":"family","metrics":[{"name":"test.value","unit":"1","kind":"level","period":1,"meaning":"A test.","source":"nothing"}],"match-keys":[],"permissions":[]}'
          exit 0
        fi
        \#(life)
        """#
    }

    @Test(arguments: [
        // Half silent: the heartbeat stays away for four seconds, again and again.
        ("while alive; do reading 0; sleep 4; done", ["probe.late"]),
        ("alive; reading 0; exec sleep 60", ["probe.late", "probe.lost"]),
        ("while alive '\"test/one\"'; do sleep 0.3; done", ["probe.lost"]),
        ("alive; reading 0; sleep 1; exit 3", ["probe.lost"]),
        // Alive, but it measures nothing any more: three periods are three seconds.
        ("alive; reading 0; while alive; do sleep 0.3; done", ["test.value.high"]),
        // Every reading is a second old when it comes, however slowly this machine starts programs.
        (
            "while alive; do late=$(reading 1000000000); for i in 1 2 3 4 5 6 7 8; do echo \"$late\"; done; "
                + "sleep 0.3; done",
            ["desk.readings.late"]
        ),
    ])
    func `what a probe does wrong is said`(life: String, rules: [String]) async throws {
        let rig = try Rig(Self.profile)
        let folder = rig.scratch.path + "/probes"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try rig.scratch.write("probes/onair-probe-test", Self.probe(life), mode: 0o755)
        _ = try await rig.onair(["show", "live"])
        let watch = try rig.start(["watch", "--json", "--probes", folder])
        for rule in rules {
            // On a busy machine the probe or the desk is late as well, which then explains the rest.
            let events = rule == "test.value.high" ? ["no-data", "inhibited"] : ["raised", "inhibited"]
            func isSaid() -> Bool {
                watch.outputLines.contains { line in
                    line.contains("\"rule\":\"\(rule)\"")
                        && events.contains { line.contains("\"event\":\"\($0)\"") }
                }
            }
            await eventually(within: .seconds(40), "\(rule) of \(life)", isSaid)
            if !isSaid() { Issue.record("the watch said: \(watch.output) \(watch.errors)") }
            if watch.exitCode != nil { Issue.record("the watch ended: \(watch.errors)") }
        }
        watch.signal(2)
        await eventually { watch.exitCode != nil }
        let list = try await rig.onair(["incidents", "show", "1"])
        #expect(list.code == 0)
        if rules.contains("probe.lost") {
            #expect(list.output.contains("evidence/") || list.output.contains("probe.late"), "\(list.output)")
        }
    }
}

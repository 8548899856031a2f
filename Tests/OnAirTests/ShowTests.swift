import Foundation
import TestSupport
import Testing

/// `show` and `incidents`: what people say and do, kept at once.
@Suite(.serialized) struct ShowTests {
    @Test func `the phases follow what people say`() async throws {
        let rig = try Rig()
        try await rig.onair(["show", "end"]).expectOneLine(66, "no show is open")
        try await rig.onair(["show", "status"]).expectOneLine(66, "the journal holds no show")
        let started = try await rig.onair(["show", "start", "--by", "Lin"])
        #expect(started.code == 0 && started.output.hasSuffix(" is open.\n"))
        try await rig.onair(["show", "start"]).expectOneLine(65, "is open already")
        for (word, title) in [
            ("rehearse", "rehearsal"), ("live", "live"), ("break", "break"), ("slate", "slate"),
            ("live", "live"),
            ("end", "ended"),
        ] {
            let said = try await rig.onair(["show", word, "--by", "Lin"])
            #expect(said.code == 0 && said.output.hasSuffix(": \(title)\n"))
            #expect(try await rig.onair(["show", "status"]).output.hasSuffix(": \(title)\n"))
        }
        #expect(try await rig.onair(["show", "status", "--lang", "zh"]).output.contains("已结束"))
    }

    @Test func `an output has a phase of its own`() async throws {
        let rig = try Rig(
            Rig.profile().replacing(
                "subjects:", with: "subjects:\n  - subject: output/main\n  - subject: output/second"))
        _ = try await rig.onair(["show", "start", "--by", "Lin"])
        let said = try await rig.onair(["show", "live", "--output", "output/second", "--by", "Lin"])
        #expect(said.code == 0 && said.output == "output/second: live\n")
        let status = try await rig.onair(["show", "status"])
        #expect(status.output.contains(": setup\n  output/second: live\n"))
        // While any output is live, a check is passive.
        let checked = try await rig.onair(["check", "--only", "host"])
        #expect(checked.output.hasPrefix("On air: checking passively."))
        try await rig.onair(["show", "live", "--output", "output/third"])
            .expectOneLine(64, "“output/third” is no output of this studio", "output/main, output/second")
    }

    @Test func `an incident is raised, taken, worked through and closed`() async throws {
        let rig = try Rig()
        try await rig.onair(["incidents", "raise", "P8"]).expectOneLine(66, "the journal holds no show")
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        try await rig.onair(["incidents", "raise", "P99"]).expectOneLine(65, "P99")
        let raised = try await rig.onair([
            "incidents", "raise", "P8", "--by", "Lin", "--note", "the fan is loud",
        ])
        #expect(raised.code == 0 && raised.output.hasPrefix("1  "))
        #expect(raised.output.contains("○ 1. ") && raised.output.contains("the fan is loud"))
        try await rig.onair(["incidents", "ack", "7", "--by", "Wang"]).expectOneLine(
            65, "no incident “7”", "Open are: 1")
        let taken = try await rig.onair(["incidents", "ack", "1", "--by", "Wang"])
        #expect(taken.code == 0 && taken.output.contains("taken by Wang"))
        let stepped = try await rig.onair(["incidents", "step", "1", "2", "--by", "Wang"])
        #expect(stepped.code == 0 && stepped.output.contains("✓ 2. ") && stepped.output.contains("○ 1. "))
        try await rig.onair(["incidents", "step", "1", "99", "--by", "Wang"]).expectOneLine(65, "99")
        let noted = try await rig.onair(["incidents", "note", "1", "灯光", "已恢复", "--by", "Wang"])
        #expect(noted.code == 0 && noted.output.contains("Wang: 灯光 已恢复"))
        let closed = try await rig.onair(["incidents", "resolve", "1", "--by", "Wang"])
        #expect(closed.code == 0 && closed.output.contains("closed by Wang"))
        #expect(try await !rig.onair(["incidents"]).output.contains("S1"))
        let whole = try await rig.onair(["incidents", "show", "1"])
        #expect(whole.code == 0 && whole.output.contains("灯光 已恢复") && whole.output.contains("taken by Wang"))
        #expect(try await rig.onair(["journal", "verify"]).output.hasPrefix("intact: "))
    }

    @Test func `an incident that is still open is named when the show ends`() async throws {
        let rig = try Rig()
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        _ = try await rig.onair(["incidents", "raise", "P8", "--by", "Lin"])
        let ended = try await rig.onair(["show", "end", "--by", "Lin"])
        #expect(ended.code == 0 && ended.output.contains("Incidents still open: 1."))
        try await rig.onair(["incidents", "--show", "20200101T000000Z"])
            .expectOneLine(66, "no show “20200101T000000Z”", "The newest are: 2")
    }

    @Test func `an ended show takes no new incident, and a playbook is not raised twice`() async throws {
        let rig = try Rig()
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        _ = try await rig.onair(["incidents", "raise", "P8", "--by", "Lin"])
        try await rig.onair(["incidents", "raise", "P8", "--by", "Lin"])
            .expectOneLine(65, "playbook P8 runs already, in incident 1", "incidents note 1")
        let skipped = try await rig.onair([
            "incidents", "step", "1", "1", "--skip", "no spare", "--by", "Lin",
        ])
        #expect(
            skipped.code == 0 && skipped.output.contains("– 1. ")
                && skipped.output.contains("skipped: no spare"))
        _ = try await rig.onair(["show", "end", "--by", "Lin"])
        try await rig.onair(["incidents", "raise", "P9", "--by", "Lin"])
            .expectOneLine(66, "has ended", "onair show start")
    }

    @Test func `options before the verb are told where they belong`() async throws {
        let rig = try Rig()
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        #expect(try await rig.onair(["incidents", "--profile", "studio.yaml", "list"]).code == 0)
        try await rig.onair(["incidents", "--profile", "studio.yaml", "ack", "1"])
            .expectOneLine(64, "the options of `ack` stand before it", "onair incidents ack …")
        try await rig.onair(["incidents", "bogus"]).expectOneLine(
            64, "incidents has no verb “bogus”", "resolve")
    }

    @Test func `people read the clock on their wall, programs UTC`() async throws {
        let rig = try Rig()
        let zone = ["TZ": "Asia/Shanghai"]
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let raised = try await rig.onair(["incidents", "raise", "P8", "--by", "Lin"], environment: zone)
        #expect(raised.output.hasSuffix("(times in UTC+8)\n"))
        let list = try await rig.onair(["incidents"], environment: zone)
        let json = try await rig.onair(["incidents", "--format", "json"], environment: zone)
        let detected = try #require(
            json.output.firstMatch(of: /"detectedAt" ?: "....-..-..T(..):(..:..)\.\d+Z"/))
        let hour = try #require(Int(detected.1))
        let local = (hour + 8) % 24 < 10 ? "0\((hour + 8) % 24)" : "\((hour + 8) % 24)"
        #expect(list.output.contains("\(local):\(detected.2)") && list.output.contains("UTC+8"))
        let waived = try await rig.onair(
            ["waive", "host.memory.tested", "--by", "Lin", "--until", "2h"], environment: zone)
        #expect(waived.code == 0 && waived.output.hasSuffix(" (UTC+8)\n") && !waived.output.contains("Z"))
    }

    @Test func `what passed at the last check is not waived`() async throws {
        let rig = try Rig()
        _ = try await rig.check()
        try await rig.onair(["waive", "host.memory.tested", "--by", "Lin", "--until", "2h"])
            .expectOneLine(65, "passed at the last check", "nothing to waive")
    }

    @Test func `twenty people write at once and nothing is lost`() async throws {
        let rig = try Rig()
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        _ = try await rig.onair(["incidents", "raise", "P8", "--by", "Lin"])
        let writers = try (1...20).map {
            try rig.start(["incidents", "note", "1", "from \($0)", "--by", "Lin"])
        }
        await eventually(within: .seconds(40), "all have written") {
            writers.allSatisfy { $0.exitCode != nil }
        }
        #expect(writers.allSatisfy { $0.exitCode == 0 })
        let whole = try await rig.onair(["incidents", "show", "1"])
        for number in 1...20 { #expect(whole.output.contains("Lin: from \(number)\n")) }
        #expect(try await rig.onair(["journal", "verify"]).code == 0)
    }
}

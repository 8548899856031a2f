import Foundation
import TestSupport
import Testing

/// `check`, `sign` and `waive`: verdicts, exit codes and the documented shapes.
@Suite(.serialized) struct CheckTests {
    private func findings(_ report: [String: Any]) -> [[String: Any]] {
        report["findings"] as? [[String: Any]] ?? []
    }

    private func finding(_ id: String, in report: [String: Any]) throws -> [String: Any] {
        try #require(findings(report).first { $0["id"] as? String == id })
    }

    @Test func `the exit code is the worst verdict`() async throws {
        let verdicts: [(Int32, String, String)] = [
            (0, "pass", Rig.profile()), (1, "warn", Rig.profile(warn: "< 2")),
            (2, "fail", Rig.profile(fail: "< 2")),
            (2, "fail", Rig.profile(warn: "< 2", fail: "< 2")),
            // The folder to record to is not there, so its room is not measured: never green.
            (3, "unknown", Rig.profile(fail: "< 1", rule: "host.disk.tested", metric: "host.disk.free")),
        ]
        for (code, verdict, profile) in verdicts {
            let rig = try Rig(profile)
            let (exit, report) = try await rig.check()
            #expect(exit == code && report["exit_code"] as? Int == Int(code), "\(verdict)")
            #expect(report["verdict"] as? String == verdict)
            #expect(findings(report).map { $0["verdict"] as? String } == [verdict])
        }
    }

    @Test func `strict makes a warning a failure`() async throws {
        let rig = try Rig(Rig.profile(warn: "< 2"))
        #expect(try await rig.onair(["check", "--strict"]).code == 2)
        #expect(try await rig.onair(["check"]).code == 1)
    }

    @Test func `the JSON form has the documented shape`() async throws {
        let rig = try Rig(Rig.profile(warn: "< 2"))
        let (_, report) = try await rig.check()
        #expect(report["schema"] as? String == "onair.check/1")
        #expect(report["studio"] as? String == "tiny")
        #expect((report["sentence"] as? String)?.isEmpty == false)
        let finding = try finding("host.memory.tested", in: report)
        #expect(finding["subject"] as? String == "host/this-machine")
        #expect(finding["verdict"] as? String == "warn")
        #expect((finding["value"] as? Double).map { $0 > 0 && $0 < 1 } == true)
        #expect(finding["unit"] as? String == "1")
        #expect(finding["limit"] as? String == "< 2")
        #expect((finding["reason"] as? String)?.contains("at least 2") == true)
        #expect(finding["advice"] as? String == "There is nothing to do.")
        #expect(finding["duration_ms"] is Int)
    }

    @Test func `the JUnit form is well-formed and says what failed`() async throws {
        let rig = try Rig(
            Rig.profile(fail: "< 2").replacing(
                "There is nothing to do.", with: "<Do> \\\"it\\\" & \\u0007 wait."))
        let finished = try await rig.onair([
            "check", "--format", "junit", "--output", "junit:check.xml", "--output", "json:check.json",
        ])
        #expect(finished.code == 2)
        let parser = JUnitReader(finished.output)
        #expect(parser.isWellFormed)
        #expect(parser.attributes["testsuite"]?["tests"] == "1")
        #expect(parser.attributes["testsuite"]?["failures"] == "1")
        #expect(parser.attributes["testcase"]?["name"] == "host.memory.tested")
        #expect(parser.attributes["testcase"]?["classname"] == "host/this-machine")
        #expect(parser.attributes["failure"]?["type"] == "fail")
        let files = FileManager.default
        #expect(
            files.contents(atPath: rig.scratch.path + "/check.xml").map {
                $0.starts(with: Data("<?xml".utf8))
            } == true)
        let saved = try #require(files.contents(atPath: rig.scratch.path + "/check.json"))
        #expect(try JSONSerialization.jsonObject(with: saved) is [String: Any])
    }

    @Test func `an output that cannot be written is said, after the verdict`() async throws {
        let rig = try Rig()
        let finished = try await rig.onair(["check", "--output", "json:none/check.json"])
        finished.expectOneLine(73, "none/check.json could not be written")
        #expect(finished.output.contains("ready to go live"))
    }

    @Test func `only narrows to a family, a subject or a rule, and never changes a verdict`() async throws {
        let rig = try Rig(Rig.profile(warn: "< 2", signed: true))
        for word in ["host", "host/this-machine", "host.memory.tested"] {
            let (code, report) = try await rig.check(["--only", word])
            #expect(code == 1 && findings(report).map { $0["id"] as? String } == ["host.memory.tested"])
        }
        let (_, people) = try await rig.check(["--only", "people"])
        #expect(findings(people).map { $0["id"] as? String } == ["show.undated"])
    }

    @Test func `a signature turns a due item green, with who and when`() async throws {
        let rig = try Rig(Rig.profile(signed: true))
        let (before, unsigned) = try await rig.check()
        #expect(before == 1)
        #expect(try finding("show.undated", in: unsigned)["verdict"] as? String == "warn")
        #expect(try finding("show.undated", in: unsigned)["group"] as? String == "readiness")
        let listed = try await rig.onair(["sign"])
        #expect(listed.code == 0 && listed.output.hasPrefix("lights  Lights on"))
        let signed = try await rig.onair(["sign", "lights", "--by", "Lin", "--note", "all six"])
        #expect(signed.code == 0 && signed.output == "lights signed by Lin (technician)\n")
        let (after, report) = try await rig.check()
        #expect(after == 0)
        let finding = try finding("lights", in: report)
        #expect(finding["verdict"] as? String == "pass")
        #expect((finding["reason"] as? String)?.hasPrefix("signed by Lin (technician) at 2") == true)
    }

    @Test func `an unsigned item fails once the show is on air`() async throws {
        let rig = try Rig(Rig.profile(signed: true))
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let (code, report) = try await rig.check()
        #expect(code == 2)
        #expect(try finding("lights", in: report)["verdict"] as? String == "fail")
    }

    @Test func `a waived finding keeps its verdict and no longer stops the show`() async throws {
        let rig = try Rig(Rig.profile(fail: "< 2"))
        let waived = try await rig.onair(
            [
                "waive", "host.memory.tested@host/this-machine", "--by", "Lin", "--until", "1h", "--reason",
                "a test",
            ])
        #expect(waived.code == 0 && waived.output.contains("waived by Lin until 2"))
        let (code, report) = try await rig.check()
        #expect(code == 0 && report["sentence"] as? String == "ready with 1 waived")
        let finding = try finding("host.memory.tested", in: report)
        #expect(finding["verdict"] as? String == "fail")
        #expect((finding["waiver"] as? [String: Any])?["by"] as? String == "Lin")
        #expect((finding["waiver"] as? [String: Any])?["reason"] as? String == "a test")
    }

    @Test func `a waiver that has run out counts no more`() async throws {
        let rig = try Rig(Rig.profile(fail: "< 2"))
        // A tenth of a second, in minutes.
        let waived = try await rig.onair([
            "waive", "host.memory.tested", "--by", "Lin", "--until", "0.0017min",
        ])
        #expect(waived.code == 0)
        let (code, report) = try await rig.check()
        #expect(code == 2)
        #expect(try finding("host.memory.tested", in: report)["waiver"] == nil)
    }

    @Test func `while the show is on air the check says that it is passive`() async throws {
        let rig = try Rig()
        #expect(try await !rig.onair(["check"]).output.contains("passively"))
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        #expect(try await rig.onair(["check"]).output.hasPrefix("On air: checking passively."))
        #expect(try await rig.onair(["check", "--lang", "zh"]).output.hasPrefix("正在直播：仅做被动检查。"))
    }

    @Test func `a rule of the computer that must hold is judged within the check`() async throws {
        let rig = try Rig(
            Rig.profile(fail: "< 2").replacing("\"< 2\" } }", with: "\"< 2\" }, hold: 3s }"))
        let (code, report) = try await rig.check()
        let findings = report["findings"] as? [[String: Any]] ?? []
        let tested = findings.first { $0["id"] as? String == "host.memory.tested" }
        #expect(code == 2 && tested?["verdict"] as? String == "fail", "\(tested ?? [:])")
    }

    @Test func `a probe that does not describe itself in time is not called missing`() async throws {
        let rig = try Rig(
            Rig.profile(rule: "robot.moves", metric: "robot.present").replacing(
                "host/this-machine", with: "robot/arm"))
        try rig.scratch.write("probes/onair-probe-robot", "#!/bin/sh\nexit 3\n", mode: 0o755)
        let finished = try await rig.onair(["check", "--probes", rig.scratch.path + "/probes"])
        #expect(finished.code == 3 && finished.output.contains("onair-probe-robot: "))
        #expect(!finished.output.contains("installed"))
    }

    @Test func `of a part only that part is printed and judged`() async throws {
        let rig = try Rig()
        let part = try await rig.onair(["check", "--only", "host", "--seconds", "1"])
        #expect(part.output.contains("of what was checked: in order"))
        #expect(!part.output.contains("ready to go live"))
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let live = try await rig.onair(["check", "--seconds", "1"])
        #expect(!live.output.contains("ready to go live") && live.output.contains("on air, nothing is wrong"))
    }

    @Test func `a family that no probe reads is not measured, never green`() async throws {
        let rig = try Rig(
            Rig.profile(rule: "robot.moves", metric: "robot.present").replacing(
                "host/this-machine", with: "robot/arm"))
        let (code, report) = try await rig.check()
        #expect(code == 3 && report["verdict"] as? String == "unknown")
    }

    @Test(arguments: ["refuses", "hangs"])
    func `an ingest that refuses or hangs ends the check in time and is never green`(how: String) async throws
    {
        let mute = try MuteListener()
        let port = how == "hangs" ? mute.port : try LoopbackPeers.unusedPort()
        let rig = try Rig(
            """
            name: tiny
            subjects:
              - subject: uplink/main
                match: { host: 127.0.0.1, port: \(port) }
              - subject: output/main
                depends-on: [uplink/main]
                secrets: { url: "file:key" }

            """)
        try rig.scratch.write("key", "rtmp://127.0.0.1:\(port)/live/very-secret\n", mode: 0o600)
        let (code, report) = try await rig.check(["--seconds", "8"])
        let output = findings(report).filter { $0["subject"] as? String == "output/main" }
        #expect(!output.isEmpty && !output.contains { $0["verdict"] as? String == "pass" }, "never green")
        if how == "refuses" {
            // The server explains everything behind it.
            let failing = findings(report).filter { $0["verdict"] as? String == "fail" }
            #expect(code == 2 && failing.map { $0["id"] as? String } == ["uplink.unreachable"])
            #expect(failing.allSatisfy { ($0["advice"] as? String)?.isEmpty == false })
        } else {
            #expect(code == 3)
            // Nobody sends there, which is why nothing is published.
            #expect(output.contains { $0["because"] as? String == "uplink.encoder.lost@uplink/main" })
        }
    }

    @Test func `what one cause explains points to it in every form`() async throws {
        let rig = try Rig(
            Rig.profile(
                fail: "< 1", rule: "host.disk.a", metric: "host.disk.free",
                extra: Rig.second("host.disk.b", "host.disk.free")))
        let (code, report) = try await rig.check()
        #expect(code == 3 && report["sentence"] as? String == "1 not measured")
        #expect(try finding("host.disk.b", in: report)["verdict"] as? String == "skipped")
        #expect(
            try finding("host.disk.b", in: report)["because"] as? String == "host.disk.a@host/this-machine")
        let text = try await rig.onair(["check"])
        #expect(text.output.contains("and 1 more because of it"))
        let junit = try await rig.onair(["check", "--format", "junit"])
        #expect(junit.output.contains("failures=\"1\"") && junit.output.contains("skipped=\"1\""))
    }

    @Test func `what changed since the last good show comes before the rest`() async throws {
        let rig = try Rig()
        #expect(try await rig.onair(["check"]).code == 0)
        _ = try await rig.onair(["show", "end", "--by", "Lin"])
        try rig.scratch.write("studio.yaml", Rig.profile(warn: "< 2"))
        let finished = try await rig.onair([
            "check", "--output", "text:check.txt", "--output", "json:check.json",
        ])
        #expect(finished.code == 1)
        #expect(finished.output.hasPrefix("Compared with the last good show, 2"))
        let changed = try #require(finished.output.firstRange(of: "Changed since the last good show"))
        let verdict = try #require(finished.output.firstRange(of: "ready to go live, 1 to keep an eye on"))
        #expect(changed.lowerBound < verdict.lowerBound)
        #expect(finished.output[changed.upperBound...].contains("(was pass)"))
        let folder = URL(filePath: rig.scratch.path)
        let text = try String(contentsOf: folder.appending(path: "check.txt"), encoding: .utf8)
        #expect(text.hasPrefix("Compared with the last good show, 2"))
        let head = try #require(text.firstRange(of: "Changed since the last good show"))
        #expect(try head.lowerBound < #require(text.firstRange(of: "Computer")).lowerBound)
        let data = try Data(contentsOf: folder.appending(path: "check.json"))
        let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect((report["last_good"] as? [String: Any])?["show"] is String)
        #expect(findings(report).first?["before"] as? String == "pass")
    }

    @Test func `what to do first about something not measured is to see why`() async throws {
        let rig = try Rig(Rig.profile(fail: "< 1", rule: "host.disk.tested", metric: "host.disk.free"))
        let finished = try await rig.onair(["check"])
        let last = try #require(finished.output.split(separator: "\n").last)
        #expect(last.hasPrefix("First: ") && last.contains("there is no folder /no/such/folder"))
        #expect(!last.contains("There is nothing to do"))
    }
}

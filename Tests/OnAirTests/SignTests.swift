import Foundation
import TestSupport
import Testing

/// `sign`: who signs is somebody of the crew, and in which duty is kept.
@Suite(.serialized) struct SignTests {
    @Test(arguments: [["--by", "Lin"], ["--by", "technician"], ["--by", "技术支持"], []])
    func `a signature carries name and role`(by: [String]) async throws {
        let rig = try Rig(Rig.profile(signed: true))
        let signed = try await rig.onair(["sign", "lights"] + by)
        let lines = signed.output.split(separator: "\n")
        #expect(signed.code == 0 && lines.last == "lights signed by Lin (technician)", "\(signed.errors)")
        #expect(lines.count == 2 && lines[0].hasPrefix("Show ") && lines[0].hasSuffix(" is open."))
        let (_, report) = try await rig.check(["--seconds", "1"])
        let findings = report["findings"] as? [[String: Any]] ?? []
        let reason = findings.first { $0["id"] as? String == "lights" }?["reason"] as? String
        #expect(reason?.hasPrefix("signed by Lin (technician) at ") == true)
    }

    @Test func `a signature or a waiver that opens a show says so, once`() async throws {
        let rig = try Rig(Rig.profile(signed: true))
        let waive = [
            "waive", "host.memory.tested", "--by", "Lin", "--until", "1h", "--lang", "zh",
        ]
        let first = try await rig.onair(waive)
        #expect(first.output.hasPrefix("场次 ") && first.output.contains(" 已建立。\n"), "\(first.errors)")
        #expect(try await rig.onair(waive).output.split(separator: "\n").count == 1)
        #expect(try await rig.onair(["sign", "lights"]).output == "lights signed by Lin (technician)\n")
    }

    @Test func `nobody in particular signs nothing`() async throws {
        let rig = try Rig(Rig.profile(signed: true))
        try await rig.onair(["sign", "lights"], environment: ["USER": ""])
            .expectOneLine(64, "a signature needs a name", "--by", "Lin (technician, project lead)")
        try await rig.onair(["sign", "lights", "--by", "somebody"])
            .expectOneLine(64, "nobody of the crew is “somebody”", "Lin")
        try await rig.onair(["sign", "lights", "--by", "audio"]).expectOneLine(
            64, "nobody of the crew is “audio”")
    }

    @Test func `a show without a date calls up no item, and says so once`() async throws {
        let rig = try Rig(Rig.profile(signed: true))
        let undated = try await rig.onair(["check", "--seconds", "1"])
        #expect(
            undated.output.contains("1 items are not signed") && undated.output.contains("--on-air 20:00"))
        #expect(!undated.output.contains("Lights on"))
        let dated = try await rig.onair(["check", "--seconds", "1", "--on-air", "2020-01-01T20:00:00Z"])
        #expect(dated.code == 2 && dated.output.contains("Lights on"))
        try await rig.onair(["check", "--on-air", "eight"]).expectOneLine(64, "“eight” is no time")
    }
}

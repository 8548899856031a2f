import Foundation
import TestSupport
import Testing

/// A profile or a secret that cannot be used: one clear line, and an exit code that is no verdict.
@Suite(.serialized) struct BadProfileTests {
    @Test func `no profile at all`() async throws {
        let rig = try Rig(nil)
        try await rig.onair(["check"]).expectOneLine(66, "there is no profile", "onair learn")
        try await rig.onair(["watch", "-p", "none.yaml"]).expectOneLine(66, "none.yaml", "no such file")
        #expect(!FileManager.default.fileExists(atPath: rig.scratch.path + "/state"))
    }

    @Test func `an empty profile`() async throws {
        let rig = try Rig("")
        try await rig.onair(["check"]).expectOneLine(65, "studio.yaml: the file is empty", "demo.yaml")
        try rig.scratch.write("studio.yaml", "# only a remark\n")
        try await rig.onair(["check"]).expectOneLine(65, "the file is empty")
    }

    @Test func `a folder`() async throws {
        let rig = try Rig(nil)
        try FileManager.default.createDirectory(
            atPath: rig.scratch.path + "/studio.yaml", withIntermediateDirectories: false)
        try await rig.onair(["check"]).expectOneLine(66, "studio.yaml: this is a folder")
    }

    @Test func `bytes that are no UTF-8`() async throws {
        let rig = try Rig(nil)
        try rig.scratch.write("studio.yaml", Array("name: tiny\ntitle: ".utf8) + [0xFF, 0xFE, 0x0A])
        try await rig.onair(["check"]).expectOneLine(65, "studio.yaml:2: the file is not UTF-8", "iconv")
    }

    @Test func `YAML that is none, and one that is no profile`() async throws {
        let rig = try Rig("name: [tiny\n")
        try await rig.onair(["check"]).expectOneLine(65, "studio.yaml:", "not YAML")
        try rig.scratch.write("studio.yaml", "- 1\n- 2\n")
        let list = try await rig.onair(["check"])
        #expect(list.code == 65 && list.errors.hasPrefix("onair: studio.yaml:1:1: "))
        try rig.scratch.write("studio.yaml", String(repeating: "a: &a [*a]\n", count: 3))
        #expect(try await rig.onair(["check"]).code == 65)
    }

    @Test func `an unknown key names the nearest known one`() async throws {
        let rig = try Rig(Rig.profile().replacing("subjects:", with: "subjcts:"))
        try await rig.onair(["check"]).expectOneLine(
            65, "studio.yaml:4:1: unknown key “subjcts”", "“subjects”")
    }

    @Test func `a circle in yields-to`() async throws {
        let second = """
                - id: host.other
                  warn: { when: { host.memory.available-ratio: "< 0" } }
                  yields-to: [host.memory.tested]
                  title: { en: "Other", zh: "其他" }
                  advice: { en: "There is nothing to do.", zh: "无需处理。" }
                  source: "a test"
            """
        let rig = try Rig(
            Rig.profile(extra: second).replacing("clear: 1s", with: "yields-to: [host.other]"))
        try await rig.onair(["check"])
            .expectOneLine(
                65, "yields-to runs in a circle", "host.memory.tested → host.other → host.memory.tested")
    }

    private static let published = """
        name: tiny
        subjects:
          - subject: output/main
            secrets: { url: "REFERENCE" }

        """

    @Test func `a secret that is not set`() async throws {
        let rig = try Rig(Self.published.replacing("REFERENCE", with: "env:NO_SUCH_KEY"))
        for command in [["check"], ["watch", "--json"]] {
            try await rig.onair(command).expectOneLine(78, "NO_SUCH_KEY is not set")
        }
        try rig.scratch.write("studio.yaml", Self.published.replacing("REFERENCE", with: "file:key"))
        try await rig.onair(["check"]).expectOneLine(78, "there is no such secret file", "chmod 600")
    }

    @Test func `a secret that others can read is refused and not repeated`() async throws {
        let rig = try Rig(Self.published.replacing("REFERENCE", with: "file:key"))
        try rig.scratch.write("key", "rtmp://127.0.0.1/live/very-secret\n", mode: 0o644)
        let finished = try await rig.onair(["check"])
        finished.expectOneLine(77, "mode 0644", "chmod 600")
        #expect(!(finished.output + finished.errors).contains("very-secret"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o640], ofItemAtPath: rig.scratch.path + "/key")
        try await rig.onair(["watch", "--json"]).expectOneLine(77, "mode 0640")
    }

    @Test func `a secret written into the profile itself is refused and not repeated`() async throws {
        let rig = try Rig(Self.published.replacing("REFERENCE", with: "rtmp://127.0.0.1/live/very-secret"))
        let finished = try await rig.onair(["check"])
        finished.expectOneLine(65, "studio.yaml:4:")
        #expect(!finished.errors.contains("very-secret"))
    }

    @Test func `words that name nothing`() async throws {
        let rig = try Rig()
        try await rig.onair(["check", "--only", "nonsense"]).expectOneLine(
            64, "--only nonsense names nothing")
        try await rig.onair(["sign", "nonsense"]).expectOneLine(65, "no checklist item “nonsense”")
        try await rig.onair(["waive", "nonsense", "--by", "Lin", "--until", "1h"])
            .expectOneLine(65, "no finding “nonsense”")
        for verb in [["--nonsense"], ["nonsense"], ["check", "--format", "nonsense"], ["show", "nonsense"]] {
            let finished = try await rig.onair(verb)
            #expect(finished.code == 64 && finished.errors.contains("Usage: onair"))
        }
    }

    @Test func `a waiver into the past, and one until no time at all`() async throws {
        let rig = try Rig()
        let words = ["waive", "host.memory.tested", "--by", "Lin", "--until"]
        try await rig.onair(words + ["2020-01-01T00:00:00Z"]).expectOneLine(64, "has passed")
        try await rig.onair(words + ["soon"]).expectOneLine(64, "“soon” is no time")
        #expect(try await rig.check().report["verdict"] as? String == "pass")
    }
}

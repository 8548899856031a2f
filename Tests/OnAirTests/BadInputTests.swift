import Foundation
import Glibc
import TestSupport
import Testing

/// What people and scripts hand over wrongly: one clear line, an exit code that is no verdict, and nothing harmed.
@Suite(.serialized) struct BadInputTests {
    @Test(arguments: [
        "1e300h", "infh", "999999999999999999999d", "2027-02-30T00:00:00Z", "800000min", "nand",
    ])
    func `a waiver ends within a year`(until: String) async throws {
        let rig = try Rig()
        try await rig.onair(["waive", "host.memory.tested", "--by", "Lin", "--until", until]).expectOneLine(
            64)
    }

    @Test func `a waiver has somebody who answers for it`() async throws {
        let rig = try Rig()
        try await rig.onair(["waive", "host.memory.tested", "--by", " ", "--until", "4h"]).expectOneLine(
            64, "answers for it")
    }

    @Test(arguments: ["nan", "inf", "1e300", "0", "601"]) func `a rig is measured for a while`(
        seconds: String
    )
        async throws
    {
        let rig = try Rig()
        try await rig.onair(["learn", "--unattended", "--seconds", seconds, "new.yaml"]).expectOneLine(
            64, "--seconds must lie between")
    }

    @Test(arguments: [
        ("show: { hours: 1e300 }", "8760"), ("show: { on-air: \"2026-02-30T20:00:00Z\" }", "on-air"),
        (
            "attested:\n  - { id: a, title: { en: A, zh: 甲 }, owner: technician, due: E+9223372036854775807d }",
            "due time"
        ),
    ])
    func `no number of a profile is beyond reckoning`(extra: String, word: String) async throws {
        let rig = try Rig(Rig.profile() + extra + "\n")
        let finished = try await rig.onair(["check", "--seconds", "0.2"])
        #expect(finished.code == 65, "\(finished.errors)")
        #expect(finished.errors.contains(word), "\(finished.errors)")
    }

    @Test func `a misspelt key or family is refused with the nearest`() async throws {
        let rig = try Rig(Rig.profile().replacing("match: { path:", with: "match: { pth:"))
        for words in [["check"], ["watch", "--headless"]] {
            try await rig.onair(words).expectOneLine(65, "nothing reads “pth” of match:", "“path”")
        }
        let lint = try await rig.onair(["profile", "lint"])
        #expect(lint.code == 65 && lint.output.contains("did you mean “path”?"))
        let other = try Rig(Rig.profile().replacing("host/this-machine", with: "hots/this-machine"))
        #expect(try await other.onair(["profile", "lint"]).output.contains("did you mean “host”?"))
        #expect(try await other.check(["--seconds", "0.2"]).code == 3)
    }

    @Test func `a report is written through a link and a device, and a pipe nobody reads is said`()
        async throws
    {
        let rig = try Rig()
        let folder = rig.scratch.path
        #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        #expect(symlink("target.json", folder + "/link") == 0)
        #expect(symlink("/dev/full", folder + "/full") == 0)
        let check = ["check", "--seconds", "0.2", "--output"]
        #expect(try await rig.onair(check + ["json:link"]).code == 0)
        #expect(try await rig.onair(check + ["json:/dev/null"]).code == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "target.json")
        #expect(
            try String(contentsOfFile: folder + "/target.json", encoding: .utf8).contains("onair.check/1"))
        let full = try await rig.onair(check + ["json:full"])
        #expect(full.code == 73 && full.errors.contains("No space left"), "\(full.errors)")
        let pipe = try await rig.onair(check + ["json:pipe"])
        #expect(pipe.code == 73 && pipe.errors.contains("nobody reads it"), "\(pipe.errors)")
        var status = stat()
        #expect(stat(folder + "/pipe", &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }

    @Test func `with standard output closed the file is written and the verdict given`() async throws {
        let rig = try Rig()
        let finished = try await rig.onair(
            ["check", "--seconds", "0.2", "--output", "json:check.json"],
            prefix: ["/bin/sh", "-c", "exec \"$@\" >&-", "sh"])
        #expect(finished.code == 0, "\(finished.errors)")
        let text = try String(contentsOfFile: rig.scratch.path + "/check.json", encoding: .utf8)
        #expect(text.contains("onair.check/1"))
    }

    @Test func `control characters of a name reach no terminal`() async throws {
        let rig = try Rig(
            Rig.profile(fail: "> 0").replacing("Memory is tested", with: "Memory\\e[2J\\u009b31m is tested"))
        let text = try await rig.onair(["check", "--seconds", "0.2", "--verbose"])
        #expect(!text.output.contains("\u{1B}") && !text.output.contains("\u{9B}"))
        #expect(text.output.contains("Memory\\u001b[2J\\u009b31m is tested"), "\(text.output)")
        #expect(try await rig.check(["--seconds", "0.2"]).code == 2)
    }

    @Test func `a place to keep the journal is never guessed from nothing`() async throws {
        let rig = try Rig()
        try await rig.onair(["show", "start", "--state", ""]).expectOneLine(64, "--state is empty")
        let relative = try await rig.onair(
            ["show", "start"], environment: ["XDG_STATE_HOME": "relative"])
        #expect(relative.code == 0)
        #expect(!FileManager.default.fileExists(atPath: rig.scratch.path + "/relative"))
        #expect(FileManager.default.fileExists(atPath: rig.scratch.path + "/.local/state/onair/tiny"))
    }

    @Test func `too few files for the programs are said before they are missed`() async throws {
        let rig = try Rig()
        try await rig.onair(["check"], prefix: ["/bin/sh", "-c", "ulimit -n 20; exec \"$@\"", "sh"])
            .expectOneLine(78, "ulimit -n")
    }

    @Test func `a reference that holds no address is not shown`() async throws {
        let rig = try Rig()
        for value in ["live_MARKERKEY", " rtmp://127.0.0.1:1/live/x\nMARKERKEY"] {
            let finished = try await rig.onair(["measure", "env:X"], environment: ["X": value])
            #expect(finished.code == 65, "\(finished.errors)")
            #expect(!(finished.output + finished.errors).contains("MARKER"))
        }
    }

    @Test func `incidents of a former show are closed by its name`() async throws {
        let rig = try Rig()
        #expect(try await rig.onair(["show", "live"]).code == 0)
        #expect(try await rig.onair(["incidents", "raise", "P11"]).code == 0)
        let end = try await rig.onair(["show", "end"])
        let show = try #require(end.output.split(separator: ":").first)
        #expect(end.output.contains("onair incidents resolve --show \(show) NUMBER"))
        #expect(try await rig.onair(["show", "start"]).code == 0)
        #expect(try await rig.onair(["incidents", "resolve", "1"]).code == 65)
        #expect(try await rig.onair(["incidents", "resolve", "1", "--show", String(show)]).code == 0)
        #expect(
            try await rig.onair(["incidents", "show", "1", "--show", String(show)]).output.contains(
                "closed"))
    }

    @Test func `a journal with a version that is none is refused`() async throws {
        let rig = try Rig()
        #expect(try await rig.onair(["show", "start"]).code == 0)
        let header = try FileHandle(forUpdating: URL(filePath: rig.state + "/journal.sqlite"))
        // The user version: four bytes from 60 on, big-endian (the file format of SQLite, section 1.3).
        try header.seek(toOffset: 60)
        try header.write(contentsOf: Data([0xFF, 0xFF, 0xFF, 0xFB]))
        try header.close()
        try await rig.onair(["incidents", "note", "1", "x"]).expectOneLine(65, "version -5")
    }
}

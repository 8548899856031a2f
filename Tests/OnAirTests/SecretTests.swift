import Foundation
import Journal
import StudioModel
import TestSupport
import Testing

/// The stream key appears nowhere: not in what is printed, not in what is written, not in what others can see of our
/// processes.
@Suite(.serialized) struct SecretTests {
    /// What no text of OnAir may hold; new in every run, and awkward: it needs escaping in JSON and in addresses.
    private let key = "key-" + UUID().uuidString.lowercased() + "/b%2Fc\"d"
    private var plainPart: String { String(key.prefix(40)) }

    private func profile(_ reference: String, port: UInt16) -> String {
        """
        name: tiny
        people:
          - { name: "Lin", roles: [technician, lead] }
        subjects:
          - subject: link/loopback
            match: { interface: lo }
          - subject: uplink/main
            match: { host: 127.0.0.1, port: \(port) }
            depends-on: [link/loopback]
          - subject: output/main
            expect: { bitrate: 1000000, fps: 25 }
            depends-on: [uplink/main]
            secrets: { url: "\(reference)" }
          - subject: host/this-machine

        """
    }

    /// Fails for every text that holds the key.
    private func expectSilent(_ texts: [(String, String)], sourceLocation: SourceLocation = #_sourceLocation)
    {
        for (name, text) in texts {
            #expect(!text.contains(plainPart), "\(name) holds the key", sourceLocation: sourceLocation)
        }
    }

    /// Everything a person runs around a show, with what each printed.
    private func evening(_ rig: Rig, environment: [String: String] = [:]) async throws -> [(String, String)] {
        var printed: [(String, String)] = []
        for words in [
            ["check", "--verbose"], ["check", "--format", "json", "--output", "junit:check.xml"],
            ["check", "--lang", "zh", "--passive"], ["show", "live", "--by", "Lin"], ["devices"],
            ["incidents", "--all"], ["profile", "lint"],
        ] {
            let finished = try await rig.onair(words, environment: environment)
            printed.append((words.joined(separator: " "), finished.output + finished.errors))
        }
        return printed
    }

    @Test(arguments: ["refusing", "mute"]) func `a key in a file stays in the file`(server: String)
        async throws
    {
        let peer = try MuteListener()
        let port = server == "mute" ? peer.port : try LoopbackPeers.unusedPort()
        let rig = try Rig(profile("file:key", port: port))
        try rig.scratch.write("key", "rtmp://127.0.0.1:\(port)/live/\(key)\n", mode: 0o600)
        expectSilent(try await evening(rig))

        let watch = try rig.start(["watch", "--json"])
        await eventually(within: .seconds(30), "the missing stream is raised") {
            watch.output.contains("\"subject\":\"output/main\"")
        }
        let processes = [watch.processID] + Processes.descendants(of: watch.processID)
        #expect(processes.count >= 4)
        expectSilent(processes.map { ("process \($0)", Processes.visible(of: $0)) })
        for words in [["incidents", "--all"], ["incidents", "show", "1"], ["show", "end", "--by", "Lin"]] {
            let finished = try await rig.onair(words)
            expectSilent([(words.joined(separator: " "), finished.output + finished.errors)])
        }
        watch.signal(SIGTERM)
        await eventually(within: .seconds(10), "it ends") { watch.exitCode != nil }
        expectSilent([("watch", watch.output + watch.errors)])
        let review = try await rig.onair(
            [
                "review", "--output", "html:review.html", "--output", "markdown:review.md", "--output",
                "json:-",
            ])
        #expect(review.code == 0, "\(review.errors)")
        expectSilent([("review", review.output + review.errors)])
        try expectSilent(written(in: rig, except: ["key"]))
        try expectSilent(recorded(in: rig))
    }

    @Test func `a key in the environment reaches no probe by it and no text`() async throws {
        let port = try LoopbackPeers.unusedPort()
        let rig = try Rig(profile("env:STUDIO_KEY", port: port))
        let secret = ["STUDIO_KEY": "rtmp://127.0.0.1:\(port)/live/\(key)"]
        expectSilent(try await evening(rig, environment: secret))
        let watch = try RunningProgram(
            SourceTree.program("onair"), ["watch", "--json"],
            environment: rig.environment.merging(secret) { $1 },
            folder: rig.scratch.path)
        await eventually(within: .seconds(30), "the missing stream is raised") {
            watch.output.contains("\"subject\":\"output/main\"")
        }
        let children = Processes.descendants(of: watch.processID)
        #expect(children.count >= 3)
        expectSilent(children.map { ("process \($0)", Processes.visible(of: $0)) })
        watch.signal(SIGTERM)
        await eventually(within: .seconds(10), "it ends") { watch.exitCode != nil }
        expectSilent([("watch", watch.output + watch.errors)])
        try expectSilent(written(in: rig, except: []))
    }

    /// The readings as they are read back: their blocks are compressed, so their bytes tell nothing.
    private func recorded(in rig: Rig) throws -> [(String, String)] {
        let archive = try ReadingArchive(folder: rig.state)
        let clock = JournalClock.system()
        let series = try archive.series()
        #expect(series.contains { $0.subject.family == "output" })
        return try series.map { key in
            let found = try archive.samples(
                of: key, boot: clock.boot, from: Instant(nanoseconds: 0), to: clock.monotonic())
            return ("\(key)", found.samples.map { "\($0.outcome)" }.joined(separator: "\n"))
        }
    }

    /// Every file below the rig's folder, journal and readings included.
    private func written(in rig: Rig, except names: [String]) throws -> [(String, String)] {
        let files = try FileManager.default.subpathsOfDirectory(atPath: rig.scratch.path)
            .filter { !names.contains($0) }
        #expect(files.contains { $0.hasSuffix("journal.sqlite") } && files.contains("check.xml"))
        return files.compactMap { file in
            // Folders have no content.
            FileManager.default.contents(atPath: rig.scratch.path + "/" + file)
                .map { (file, String(decoding: $0, as: UTF8.self)) }
        }
    }
}

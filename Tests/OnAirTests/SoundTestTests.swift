import Foundation
import TestSupport
import Testing

/// `onair check` asks for quiet and for talk, and says by how much the gain is off.
@Suite(.serialized) struct SoundTestTests {
    private static let profile = """
        name: tiny
        people:
          - { name: "Lin", roles: [technician, lead] }
        subjects:
          - subject: microphone/host
            title: { en: "Host's lavalier", zh: "主播领夹麦" }
            match: { source: host }
            expect: { loudness: -18 }
        rules:
          include: []
          add:
            - id: microphone.talk.quiet
              warn: { when: { microphone.talk.gain: "> 3" } }
              fail: { when: { microphone.talk.gain: "> 6" } }
              phases: []
              title: { en: "Voice is set too quiet", zh: "人声增益偏低" }
              advice: { en: "Add the gain shown.", zh: "增加所示增益。" }
              source: "a test"
        """ + "\n"

    private func check(
        _ arguments: [String], answers: String
    ) async throws -> (finished: RunningProgram.Finished, finding: [String: Any], heard: [String]) {
        let rig = try Rig(Self.profile)
        let probes = rig.scratch.path + "/probes"
        try FileManager.default.createDirectory(atPath: probes, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: probes + "/onair-probe-microphone",
            withDestinationPath: SourceTree.root + "/Tests/OnAirTests/Probes/onair-probe-microphone")
        let finished = try await RunningProgram.run(
            SourceTree.program("onair"), ["check", "--probes", probes, "--format", "json"] + arguments,
            environment: rig.environment, folder: rig.scratch.path, input: answers)
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(finished.output.utf8)) as? [String: Any],
            "\(finished.errors)")
        let findings = report["findings"] as? [[String: Any]] ?? []
        let heard = (try? String(contentsOfFile: probes + "/heard", encoding: .utf8)) ?? ""
        return (
            finished, try #require(findings.first { $0["id"] as? String == "microphone.talk.quiet" }),
            heard.split(separator: "\n").map(String.init)
        )
    }

    @Test func `quiet, then talk: the gain to add is said, and judged`() async throws {
        let (finished, finding, heard) = try await check(["--sound-test"], answers: "\n\n")
        // Ten seconds each, of which an inspection's last half is its own; then the check itself.
        #expect(heard == ["10.5", "10.5", "8"])
        #expect(finding["verdict"] as? String == "fail", "\(finding)")
        #expect(finding["value"] as? Double == 8, "\(finding)")
        #expect(finished.errors.contains("Quiet: nobody speaks for 10 s"))
        #expect(finished.errors.contains("Host's lavalier: talk as in the show for 10 s"))
        #expect(finished.errors.contains("room -62 dBFS, voice 36 dB above it, gain to add 8 dB"))
    }

    @Test func `a part that is skipped, and the end of the input, leave the gain unjudged`() async throws {
        let (_, skipped, heard) = try await check(["--sound-test"], answers: "\ns\n")
        #expect(heard.count == 2)
        #expect(skipped["verdict"] as? String == "skipped", "\(skipped)")
        let (_, ended, runs) = try await check(["--sound-test", "--lang", "zh"], answers: "")
        #expect(runs == ["8"])
        #expect(ended["verdict"] as? String == "skipped", "\(ended)")
    }

    @Test func `nobody is asked unattended, without a terminal, or passively`() async throws {
        for arguments in [["--unattended"], [], ["--passive", "--sound-test"]] {
            let (finished, finding, heard) = try await check(arguments, answers: "\n\n")
            #expect(heard.count == 1, "\(arguments)")
            #expect(!finished.errors.contains("Quiet:"), "\(arguments)")
            #expect(finding["verdict"] as? String == "skipped", "\(finding)")
        }
    }
}

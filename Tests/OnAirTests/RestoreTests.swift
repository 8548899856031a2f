import Foundation
import StudioModel
import TestSupport
import Testing

@testable import onair

/// `restore`: a camera's controls go back to the profile's, and never behind somebody's back.
@Suite(.serialized) struct RestoreTests {
    private static let profile = """
        name: tiny
        subjects:
          - { subject: camera/one, match: { serial: A }, expect: { control.brightness: 128 } }
          - { subject: camera/two, match: { serial: B }, expect: { control.brightness: 128 } }
          - subject: host/this-machine
        rules: { include: [] }

        """

    private struct Studio {
        let rig: Rig
        let probes: String

        init() throws {
            rig = try Rig(RestoreTests.profile)
            probes = rig.scratch.path + "/probes"
            try FileManager.default.createDirectory(atPath: probes, withIntermediateDirectories: true)
            // A copy may still be open for writing in a child of another test, and then cannot be run.
            try FileManager.default.createSymbolicLink(
                atPath: probes + "/onair-probe-camera",
                withDestinationPath: SourceTree.root + "/Tests/OnAirTests/Probes/onair-probe-camera")
        }

        func restore(_ words: String...) async throws -> RunningProgram.Finished {
            try await rig.onair(["restore"] + words + ["--probes", probes])
        }

        /// What the probe was told to do, and not only to try.
        var acted: [String] {
            let text = try? String(contentsOfFile: probes + "/acted", encoding: .utf8)
            return (text ?? "").split(separator: "\n").map(String.init)
        }
    }

    @Test func `what would change is shown first, and nothing is done without a yes`() async throws {
        let studio = try Studio()
        let dry = try await studio.restore("camera/one", "--dry-run")
        #expect(dry.code == 0 && dry.output == "camera/one would change:\n  brightness 100 → 128\n")
        let unasked = try await studio.restore("camera/one")
        unasked.expectOneLine(64, "nobody can be asked here", "--yes")
        #expect(unasked.output.contains("brightness 100 → 128"))
        #expect(studio.acted.isEmpty)
        let done = try await studio.restore("one", "--yes")
        #expect(done.code == 0 && done.output.hasSuffix("✓ brightness 100 → 128\n"))
        #expect(studio.acted.count == 1)
    }

    @Test func `on air it does nothing without yes, and says so to the probe with it`() async throws {
        let studio = try Studio()
        _ = try await studio.rig.onair(["show", "live", "--by", "Lin"])
        try await studio.restore("camera/one").expectOneLine(75, "the show is on air", "--yes")
        #expect(studio.acted.isEmpty)
        #expect(try await studio.restore("camera/one", "--yes").code == 0)
        #expect(studio.acted.count == 1 && studio.acted[0].contains("\"on-air\":true"))
    }

    @Test func `what cannot be done is one line`() async throws {
        let studio = try Studio()
        try await studio.restore("camera/two", "--yes").expectOneLine(69, "camera/two", "it is locked")
        try await studio.restore("camera/three").expectOneLine(64, "camera/one, camera/two")
        #expect(
            try await studio.restore("camera/one", "--dry-run", "--lang", "zh").output.hasPrefix(
                "camera/one 将更改："))
    }

    @Test(
        arguments: [
            (
                "brightness 128, auto_exposure Aperture Priority Mode, privacy no, white_balance_automatic yes",
                [
                    "control.brightness": "128", "control.auto_exposure": "“Aperture Priority Mode”",
                    "control.white_balance_automatic": "yes",
                ]
            ),
            ("power_line_frequency 50 Hz", ["control.power_line_frequency": "“50 Hz”"]),
            (
                "colour_effects Sepia, warm, gain 3",
                ["control.colour_effects": "“Sepia, warm”", "control.gain": "3"]
            ),
            ("", [:]),
        ] as [(String, [String: String])])
    func `controls are learnt from the probe's one line`(text: String, expected: [String: String]) {
        let learnt = LearntControls(.text(text)).expect.mapValues { value in
            value.text.map { "“\($0)”" } ?? value.description
        }
        #expect(learnt == expected)
    }
}

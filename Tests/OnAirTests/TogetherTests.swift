import Foundation
import Glibc
import TestSupport
import Testing

/// Cameras that share a bus: all at once first, alone only those that failed.
@Suite(.serialized) struct TogetherTests {
    private static func profile(_ first: String) -> String {
        func rule(_ id: String, _ metric: String, _ yields: String) -> String {
            """
                - id: \(id)
                  fail: { when: { \(metric): "!= ok" } }
                  phases: []
                  yields-to: [\(yields)]
                  title: { en: "A title", zh: "标题" }
                  advice: { en: "There is nothing to do.", zh: "无需处理。" }
                  source: "a test"
            """
        }
        return """
            name: tiny
            people:
              - { name: "Lin", roles: [technician, lead] }
            subjects:
              - subject: camera/\(first)
                match: { serial: A }
              - subject: camera/two
                match: { serial: B }
            rules:
              include: []
              add:
            \(rule("camera.start.failed", "camera.stream.start", "camera.together"))
            \(rule("camera.together", "camera.together", ""))
            """ + "\n"
    }

    /// The findings by address, and which cameras were inspected, in order.
    private func check(_ first: String) async throws -> (findings: [String: [String: Any]], runs: [String]) {
        let rig = try Rig(Self.profile(first))
        let probes = rig.scratch.path + "/probes"
        try FileManager.default.createDirectory(atPath: probes, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: SourceTree.root + "/Tests/OnAirTests/Probes/onair-probe-camera",
            toPath: probes + "/onair-probe-camera")
        #expect(mkfifo(probes + "/quiet", 0o600) == 0)
        let finished = try await rig.onair([
            "check", "--probes", probes, "--seconds", "12", "--format", "json",
        ])
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(finished.output.utf8)) as? [String: Any])
        let findings = (report["findings"] as? [[String: Any]] ?? []).map {
            ("\($0["id"] ?? "")@\($0["subject"] ?? "")", $0)
        }
        let runs = try String(contentsOfFile: probes + "/runs", encoding: .utf8)
        return (
            Dictionary(findings, uniquingKeysWith: { first, _ in first }),
            runs.split(separator: "\n").map(String.init)
        )
    }

    @Test func `a camera that fails beside another and not alone is told so, in one finding`() async throws {
        let (findings, runs) = try await check("one")
        #expect(runs.sorted() == ["camera/one", "camera/one", "camera/two"])
        let together = try #require(findings["camera.together@camera/one"])
        #expect(together["verdict"] as? String == "fail")
        #expect(together["value"] as? String == "passes alone, fails together: no USB bandwidth")
        #expect(findings["camera.start.failed@camera/one"]?["verdict"] as? String == "skipped")
        #expect(findings["camera.together@camera/two"]?["verdict"] as? String == "pass")
    }

    @Test func `a camera that fails alone, too, has a fault of its own`() async throws {
        let (findings, runs) = try await check("bad")
        #expect(runs.count { $0 == "camera/bad" } == 2)
        #expect(findings["camera.start.failed@camera/bad"]?["verdict"] as? String == "fail")
        #expect(findings["camera.together@camera/bad"]?["verdict"] as? String == "skipped")
    }
}

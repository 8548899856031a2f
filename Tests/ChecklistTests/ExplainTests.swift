import Checklist
import StudioModel
import Testing

/// One fault, one failing finding.
@Suite struct ExplainTests {
    static let rules = [
        rule("camera.removed", fail: level(["camera.present": "== false"]), severity: .offAir),
        rule("camera.black", fail: level(["picture.black": "== true"]), yieldsTo: ["camera.removed"]),
        rule("camera.fps.low", warn: level(["camera.fps.delivered": "< 29"]), yieldsTo: ["camera.removed"]),
        rule("output.black", fail: level(["output.black": "== true"]), yieldsTo: ["camera.black"]),
    ]
    static let subjects = [
        WatchedSubject(subject: subject("camera/host")),
        WatchedSubject(subject: subject("output/main"), dependsOn: [subject("camera/host")]),
    ]
    static let readings = [
        reading("camera/host", "camera.present", .flag(false)),
        reading("camera/host", "picture.black", .absent("no camera")),
        reading("camera/host", "camera.fps.delivered", .number(0)),
        reading("output/main", "output.black", .flag(true)),
    ]

    @Test func `what a failed root explains is skipped and names it`() {
        let findings = Checklist(studio: studio(Self.rules, Self.subjects)).judge(Measurements(Self.readings))
        #expect(findings.map(\.verdict) == [.fail, .skipped, .skipped, .skipped])
        #expect(
            findings.dropFirst().allSatisfy { $0.reason.en == "because of camera/host: camera.removed title" }
        )
        #expect(findings.dropFirst().allSatisfy { $0.reason.zh == "由 camera/host 引起：camera.removed 标题" })
        #expect(CheckVerdict(findings).sentence.en == "1 to deal with first")
    }

    @Test func `without the root each stands for itself`() {
        var readings = Self.readings
        readings[0].outcome = .flag(true)
        let findings = Checklist(studio: studio(Self.rules, Self.subjects)).judge(Measurements(readings))
        #expect(findings.map(\.verdict) == [.pass, .unknown, .warn, .fail])
    }

    @Test func `what is in order is not hidden by a root`() {
        var readings = Self.readings
        readings[3].outcome = .flag(false)
        let findings = Checklist(studio: studio(Self.rules, Self.subjects)).judge(Measurements(readings))
        #expect(findings.map(\.verdict) == [.fail, .skipped, .skipped, .pass])
    }

    @Test func `a cycle keeps one failing finding`() {
        let circle = [
            rule("camera.a", fail: level(["a": "== true"]), yieldsTo: ["camera.b"]),
            rule("camera.b", fail: level(["b": "== true"]), yieldsTo: ["camera.a"]),
        ]
        let findings = Checklist(studio: studio(circle)).judge(
            Measurements([reading("camera/host", "a", .flag(true)), reading("camera/host", "b", .flag(true))])
        )
        #expect(findings.map(\.verdict).sorted { $0.weight < $1.weight } == [.skipped, .fail])
    }
}

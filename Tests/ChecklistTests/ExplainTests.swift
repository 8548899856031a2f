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

    @Test func `what is skipped points to its cause`() {
        let findings = Checklist(studio: studio(Self.rules, Self.subjects)).judge(Measurements(Self.readings))
        #expect(findings.map(\.because) == [nil] + Array(repeating: "camera.removed@camera/host", count: 3))
    }

    @Test func `one missing thing is one finding, however many measures it costs`() {
        let rules = [
            rule("camera.a", fail: level(["a": "== true"])), rule("camera.b", fail: level(["b": "== true"])),
            rule("camera.c", fail: level(["c": "== true"]), severity: .offAir),
            rule("camera.d", fail: level(["d": "== true"])),
        ]
        let gone = Outcome.failed("no sound server answers")
        let findings = Checklist(studio: studio(rules)).judge(
            Measurements([
                reading("camera/host", "a", gone), reading("camera/host", "b", gone),
                reading("camera/host", "c", gone), reading("camera/host", "d", .denied("join group video")),
            ]))
        #expect(findings.map(\.verdict) == [.skipped, .skipped, .unknown, .unknown])
        #expect(findings.map(\.because) == ["camera.c@camera/host", "camera.c@camera/host", nil, nil])
        #expect(findings[0].reason.en == "for the same reason as camera/host: camera.c title")
        #expect(findings[0].reason.zh == "原因同 camera/host：camera.c 标题")
        #expect(CheckVerdict(findings).unknown == 2)
    }

    @Test
    func `what is not known of a subject explains what else is not known of it, and nothing of another`() {
        var readings = Self.readings
        readings[0].outcome = .failed("no answer")
        readings[3].outcome = .absent("nothing comes")
        let findings = Checklist(studio: studio(Self.rules, Self.subjects)).judge(Measurements(readings))
        #expect(findings.map(\.verdict) == [.unknown, .skipped, .warn, .unknown])
        #expect(findings[1].because == "camera.removed@camera/host")
    }

    @Test(
        arguments: [
            (Phase.setup, [Verdict.unknown, .skipped]), (.rehearse, [.fail, .skipped]),
            (.live, [.fail, .skipped]),
            (.slate, [.fail, .skipped]), (.end, [.skipped, .unknown]),
        ])
    func `an output that is not published is a fault from the rehearsal on`(phase: Phase, verdicts: [Verdict])
    {
        var down = rule("output.down", fail: level(["output.published": "== false"]), severity: .offAir)
        down.checkTime = .fromRehearsal
        let thin = rule("output.thin", fail: level(["output.bitrate": "< 10"]), yieldsTo: ["output.down"])
        let output = WatchedSubject(subject: subject("output/main"))
        let list = Checklist(studio: studio([down, thin], [output]))
        let readings = Measurements([
            reading("output/main", "output.published", .flag(false)),
            reading("output/main", "output.bitrate", .absent("nothing is published")),
        ])
        let findings = list.findings(readings, now: wall("12:00"), phase: PhaseReport(show: phase))
        #expect(findings.map(\.verdict) == verdicts)
        if phase == .live {
            #expect(findings[0].reason.en == "output published no, yes expected (nothing is published)")
        }
        let own = PhaseReport(outputs: [subject("output/main"): phase])
        #expect(list.findings(readings, now: wall("12:00"), phase: own).map(\.verdict) == verdicts)
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

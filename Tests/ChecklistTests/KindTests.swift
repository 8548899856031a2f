import Checklist
import StudioModel
import Testing

@Suite struct KindTests {
    @Test(arguments: ["no", "", true] as [Value])
    func `a value of the wrong kind is unknown, and never a pass`(
        value: Value
    ) throws {
        let checklist = Checklist(
            studio: studio([rule("camera.slow", fail: level(["camera.fps.delivered": "< 25"]))]), words: words
        )
        let findings = checklist.findings(
            measured("camera/host", "camera.fps.delivered", [value, value]), now: wall("20:00"))
        let finding = try #require(findings.first)
        #expect(finding.verdict == .unknown)
        #expect(finding.reason.en.contains("where a number is judged"))
    }

    @Test func `a number for a flag is unknown too`() throws {
        let checklist = Checklist(
            studio: studio([rule("camera.black", fail: level(["picture.black": "== true"]))]), words: words)
        let findings = checklist.findings(
            measured("camera/host", "picture.black", [0, 0]), now: wall("20:00"))
        #expect(findings.map(\.verdict) == [.unknown])
    }

    @Test func `a subject that no rule fits is a finding, and nothing green`() {
        let odd = WatchedSubject(subject: subject("camara/host"))
        let checklist = Checklist(studio: studio([rule("camera.a", fail: level(["camera.x": "< 1"]))], [odd]))
        let findings = checklist.findings(Measurements(), now: wall("20:00"))
        #expect(findings.map(\.verdict) == [.unknown])
        #expect(CheckVerdict(findings).exitCode == 3)
    }
}

import Checklist
import StudioModel
import Testing

/// Limits against what was learned on the good rig.
@Suite struct BaselineTests {
    private static let focus = rule(
        "camera.focus", warn: level(["picture.focus": "< 0.7 * baseline.picture.focus"]),
        fail: level(["picture.focus": "< 0.4 * baseline.picture.focus"]))

    private func finding(_ focus: Double, baseline: [String: Value]) throws -> Finding {
        let watched = WatchedSubject(subject: subject("camera/host"), baseline: baseline)
        let list = Checklist(studio: studio([Self.focus], [watched]), words: words)
        return try #require(list.judge(measured("camera/host", "picture.focus", [.number(focus)])).first)
    }

    @Test func `without a good rig the rule is skipped and says so, and never passes`() throws {
        let finding = try finding(1, baseline: [:])
        #expect(finding.verdict == .skipped)
        #expect(finding.reason.en == "the profile does not give baseline.picture.focus")
    }

    @Test(arguments: [(0.9, Verdict.pass), (0.71, .pass), (0.69, .warn), (0.41, .warn), (0.39, .fail)])
    func `with one it is judged by its share`(focus: Double, verdict: Verdict) throws {
        #expect(try finding(2 * focus, baseline: ["picture.focus": 2]).verdict == verdict)
    }
}

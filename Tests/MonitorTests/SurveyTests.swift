import Foundation
import ProbeProtocol
import StudioModel
import TestSupport
import Testing

@testable import Monitor

/// A probe that is slow to describe itself is asked again, and is never called missing.
@Suite struct SurveyTests {
    /// Answers at once from the second time on.
    private static let slow = """
        #!/bin/sh
        [ -e "$0.asked" ] || { : > "$0.asked"; exec sleep 8; }
        echo '{"family":"lamp","families":["lamp"],"protocol":1,"isolation":"family","metrics":[],"match-keys":[],"permissions":[]}'

        """

    @Test func `a description that takes too long is said to have timed out`() async throws {
        let scratch = try ScratchFolder()
        try scratch.write("onair-probe-lamp", Self.slow, mode: 0o755)
        let survey = await ProbeLocator(folders: [scratch.path]).survey(seconds: 1, attempts: 1)
        let failure = try #require(survey.failures.first)
        #expect(survey.programs.isEmpty && failure.isTimeout)
        #expect(failure.sentence.en.hasPrefix("onair-probe-lamp: describe timed out after 1 s"))
        #expect(survey.absence(ofFamily: "lamp") == failure.sentence)
        let program = await ProbeLocator.retry(survey.failures, families: ["lamp"])
        #expect(program?.description.families == ["lamp"])
    }

    @Test func `a second attempt mends a cold start`() async throws {
        let scratch = try ScratchFolder()
        try scratch.write("onair-probe-lamp", Self.slow, mode: 0o755)
        let survey = await ProbeLocator(folders: [scratch.path]).survey(seconds: 1, attempts: 2)
        #expect(survey.programs.map(\.description.family) == ["lamp"] && survey.failures.isEmpty)
        #expect(survey.absence(ofFamily: "sound").en == "no probe for the family sound is installed")
    }

    @Test func `in a watch what nobody reads depends on a probe that is lost`() throws {
        let lamp = try #require(Subject(rawValue: "lamp/key"))
        let studio = Studio(
            name: "test", title: LocalizedText(en: "Test", zh: "测试"),
            subjects: [WatchedSubject(subject: lamp)])
        let plan = ProbePlan(studio, programs: [], mode: .active, missesProbes: true, secrets: [:])
        let probe = try #require(Subject(rawValue: "probe/lamp"))
        #expect(plan.absentProbes == [probe])
        #expect(plan.studio.watched(lamp)?.dependsOn == [probe] && plan.studio.watched(probe) != nil)
        let check = ProbePlan(studio, programs: [], mode: .active, secrets: [:])
        #expect(check.absentProbes.isEmpty && check.unattended == [lamp])
    }
}

import Logging
import Monitor
import ProbeProtocol
import StudioModel
import Testing

/// What a probe that cannot be relied on is taken at.
@Suite struct InspectionTests {
    @Test func `an older reading, a word for a number and an address do not get through`() async throws {
        let folder = Paths.folder(of: #filePath) + "/Probes"
        let program = try await ProbeProgram.describe("\(folder)/onair-probe-unreliable")
        let subject = try #require(Subject(rawValue: "test/one"))
        let inspection = ProbeInspection(
            program: program,
            configuration: Configuration(
                mode: .active,
                subjects: [
                    SubjectConfiguration(
                        subject: subject, secrets: ["url": "http://h:80/live/KEY12345/index.m3u8"])
                ], seconds: 5),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let result = await inspection.run()
        let outcomes = Dictionary(result.readings.map { ($0.metric, $0.outcome) }) { $1 }
        #expect(outcomes["test.old"] == nil)
        #expect(outcomes["test.new"] == .number(2))
        #expect(outcomes["test.share"] == .failed("a text was given where a number in % belongs"))
        #expect(outcomes["test.place"] == .failed("cannot open http://h:80/•••"))
    }
}

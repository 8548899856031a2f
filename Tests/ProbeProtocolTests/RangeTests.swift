import ProbeProtocol
import StudioModel
import Testing

@Suite struct RangeTests {
    private func metric(_ unit: String, least: Double? = nil, most: Double? = nil) -> MetricDescription {
        MetricDescription(
            "test.value", unit: unit, kind: .level, meaning: "", source: "", least: least, most: most)
    }

    @Test(
        arguments: [
            ("%", -1e300), ("%", 101), ("%", "no"), ("Hz", -1), ("bit/s", true), ("1", ""), ("dBFS", -1e9),
            ("s", -0.5),
            ("B", 1e300),
        ] as [(String, Value)])
    func `a value that cannot be is refused`(unit: String, value: Value) {
        #expect(metric(unit).refusal(of: value) != nil)
    }

    @Test(
        arguments: [
            ("%", 0), ("%", 100), ("Hz", 29.97), ("", true), ("", "MJPG"), ("", 3), ("dBFS", -144),
            ("°C", -5),
            ("furlong", -3),
        ] as [(String, Value)])
    func `a value that can be is taken`(unit: String, value: Value) {
        #expect(metric(unit).refusal(of: value) == nil)
    }

    @Test func `a description may say its own bounds`() {
        #expect(metric("1", least: -1, most: 1).refusal(of: -0.5) == nil)
        #expect(metric("1", least: -1, most: 1).refusal(of: 1.5) != nil)
    }

    @Test func `what cannot be becomes a failed measurement`() throws {
        let probe = ProbeDescription(
            family: "test", isolation: .family, metrics: [metric("%")], matchKeys: [])
        let record = ReadingsRecord(
            t: Instant(nanoseconds: 1), subject: try #require(Subject(rawValue: "test/a")),
            values: ["test.value": "no", "test.other": "kept"])
        let vetted = probe.vetted(record)
        #expect(vetted.values == ["test.other": "kept"])
        #expect(vetted.outcomes["test.value"]?.reason == "a text was given where a number in % belongs")
    }

    @Test func `a record's texts are replaced, and its names are not`() throws {
        let record = ProbeRecord.readings(
            ReadingsRecord(
                t: Instant(nanoseconds: 1), subject: try #require(Subject(rawValue: "output/key")),
                values: ["a.key": "key", "a.number": 1], outcomes: ["b.key": .failed("of key")]))
        guard case .readings(let mapped) = record.mapTexts({ $0.replacing("key", with: "•") }) else {
            Issue.record("another record")
            return
        }
        #expect(mapped.subject.rawValue == "output/key")
        #expect(mapped.values == ["a.key": "•", "a.number": 1])
        #expect(mapped.outcomes == ["b.key": .failed("of •")])
    }
}

import StudioModel
import Testing

@Suite struct LimitTests {
    @Test(arguments: [
        "< 0.98", "== true", "!= running", "< 0.8 * profile.bitrate", "> baseline.gain + 6",
        "<= profile.fps - 1", "> 0.00025", "< 1.0005 * profile.bitrate",
    ])
    func `a limit reads back as it was written`(text: String) throws {
        #expect(try #require(Limit(text)).description == text)
    }

    @Test(arguments: ["", "0.98", "<", "< 1 2", "< 0.8 * 3", "> profile.", "> baseline.gain +"])
    func `what is not a limit is refused`(text: String) {
        #expect(Limit(text) == nil)
    }

    @Test func `a reference is scaled and shifted`() throws {
        let limit = try #require(Limit("< 0.8 * profile.bitrate - 10"))
        #expect(limit.resolved(profile: ["bitrate": 1000], baseline: [:]) == .number(790))
        #expect(limit.resolved(profile: [:], baseline: ["bitrate": 1000]) == nil)
    }

    @Test(
        arguments: [
            (Limit.Comparison.less, "2", Value.number(3)), (.equal, true, 3), (.notEqual, true, 3),
            (.notEqual, 1, true),
            (.greater, "", 95), (.less, "a", "b"),
        ] as [(Limit.Comparison, Value, Value)])
    func `values of different kinds, or without order, are neither met nor not met`(
        comparison: Limit.Comparison, value: Value, operand: Value
    ) {
        let limit = Limit(comparison, operand)
        #expect(limit.isMet(by: value, against: operand) == nil)
        #expect(limit.judge(.value(value), against: operand).unknownReason != nil)
    }
}

@Suite struct WallTimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00.000Z", 0), ("2024-02-29T23:59:59.999Z", 1_709_251_199_999),
        ("2026-03-08T20:00:00.000Z", 1_773_000_000_000),
    ])
    func `a time reads back as it was written`(text: String, milliseconds: Int64) throws {
        #expect(try #require(WallTime(text)).milliseconds == milliseconds)
        #expect(WallTime(milliseconds: milliseconds).description == text)
    }

    @Test func `an offset is taken off`() throws {
        #expect(try #require(WallTime("2026-03-09T04:00:00+08:00")).milliseconds == 1_773_000_000_000)
    }

    @Test func `no sum with what somebody typed overflows`() {
        let now = WallTime(milliseconds: 1_773_000_000_000)
        for seconds in [1e300, -1e300, .infinity, -.infinity] {
            #expect(!now.advanced(by: seconds).description.isEmpty)
        }
        #expect(now.advanced(by: .nan) == now)
        #expect(WallTime(milliseconds: .min).seconds(since: WallTime(milliseconds: .max)) < 0)
        #expect(Instant.seconds(.infinity) > Instant.seconds(1e9))
    }

    @Test(arguments: [
        "2026-02-30T00:00:00Z", "2027-02-29T00:00:00Z", "2026-04-31T10:00:00Z", "2026-03-08T20:00:00+99:99",
        "", "2026-13-01T00:00:00Z", "2026-03-08", "2026-03-08T20:00:00", "2026-03-08T25:00:00Z",
    ])
    func `what is not a time is refused`(text: String) {
        #expect(WallTime(text) == nil)
    }
}

@Suite struct WordTests {
    @Test(arguments: ["camera/host", "microphone/lavalier-1", "host/studio.pc"])
    func `a subject has a family and a name`(text: String) throws {
        let subject = try #require(Subject(rawValue: text))
        #expect("\(subject.family)/\(subject.name)" == text)
    }

    @Test(arguments: [
        "", "camera", "camera/", "/host", "camera/host/1", "Camera/host", "camera/ho st", "a/../b",
    ])
    func `what is not a subject is refused`(text: String) {
        #expect(Subject(rawValue: text) == nil)
    }

    @Test(arguments: ["T", "T-60min", "E+1d", "E+30min", "D", "D-2", "D+7", "D 09:00", "D+1 14:30"])
    func `a due time reads back as it was written`(text: String) throws {
        #expect(try #require(DueTime(text)).description == text)
    }

    @Test(arguments: [
        "", "X-1", "T-60", "D 25:00", "D x", "E+1w", "E+9223372036854775807d", "T-999999999999999min",
        "D-106751991167300",
        "T+9223372036854775808h",
    ])
    func `what is not a due time is refused`(text: String) {
        #expect(DueTime(text) == nil)
    }

    @Test(arguments: [
        (29.97, "29.97"), (-0.5, "-0.5"), (4_500_000.0, "4500000"), (0.00049, "0"), (-23.0, "-23"),
    ])
    func `a number is plain`(number: Double, text: String) {
        #expect(Value.number(number).description == text)
    }
}

import StudioModel
import Testing

/// Cameras are compared by whoever sees all of them.
@Suite struct CameraMatchingTests {
    private static func camera(_ name: String) throws -> Subject {
        try #require(Subject(family: "camera", name: name))
    }

    private static func grey(_ camera: Subject, _ l: Double, _ a: Double, _ b: Double) -> [Reading] {
        let values: [(Metric, Outcome)] = [
            ("picture.grey.l", .number(l)), ("picture.grey.a", .number(a)), ("picture.grey.b", .number(b)),
            ("picture.match", .unsupported("no other camera")),
        ]
        return values.map {
            Reading(at: Instant(nanoseconds: 1), subject: camera, metric: $0.0, outcome: $0.1)
        }
    }

    private static func matches(_ readings: [Reading]) -> [Subject: Outcome] {
        Dictionary(
            readings.filter { $0.metric == "picture.match" }.map { ($0.subject, $0.outcome) },
            uniquingKeysWith: { $1 })
    }

    @Test func `each camera is compared with the first of the profile`() throws {
        let (one, two) = (try Self.camera("b-main"), try Self.camera("a-side"))
        var matching = CameraMatching([WatchedSubject(subject: one), WatchedSubject(subject: two)])
        let filled = matching.filled(Self.grey(one, 50, 0, 0) + Self.grey(two, 50, 0, 5))
        let found = Self.matches(filled)
        #expect(found[one] == .unsupported("the other cameras are compared with this one"))
        let expected = SeenColour(l: 50, a: 0, b: 0).difference(to: SeenColour(l: 50, a: 0, b: 5))
        #expect(found[two] == .number(expected) && expected > 3)
        // What was measured before is what the next is compared with.
        let later = Self.matches(matching.filled(Self.grey(two, 50, 0, 0)))
        #expect(later[two] == .number(0))
    }

    @Test func `without a second grey card the probe's own words stand`() throws {
        let (one, two) = (try Self.camera("one"), try Self.camera("two"))
        var matching = CameraMatching([WatchedSubject(subject: one), WatchedSubject(subject: two)])
        let only = Self.matches(matching.filled(Self.grey(two, 50, 0, 5)))
        #expect(only[two] == .unsupported("the other cameras are compared with this one"))
        var single = CameraMatching([WatchedSubject(subject: one)])
        #expect(Self.matches(single.filled(Self.grey(one, 50, 0, 5)))[one] == .unsupported("no other camera"))
    }
}

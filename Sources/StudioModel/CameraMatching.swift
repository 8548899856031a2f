/// Compares the cameras of a studio with one another: each measures the grey card for itself, and whoever sees all of
/// them says how far each is from the first. What a probe says of `picture.match` only marks the place.
package struct CameraMatching: Sendable {
    static let match: Metric = "picture.match"
    private static let parts: [Metric] = ["picture.grey.l", "picture.grey.a", "picture.grey.b"]

    /// In the order of the profile: the first that has a grey card is what the others are set by.
    private let cameras: [Subject]
    private var greys: [Subject: [Metric: Double]] = [:]

    package init(_ subjects: [WatchedSubject]) {
        cameras = subjects.map(\.subject).filter { $0.family == "camera" }
    }

    /// The readings with every `picture.match` filled in that can be.
    package mutating func filled(_ readings: [Reading]) -> [Reading] {
        // Most studios have one camera, and most readings are of sound.
        guard cameras.count > 1 else { return readings }
        for reading in readings where Self.parts.contains(reading.metric) {
            greys[reading.subject, default: [:]][reading.metric] = reading.outcome.value?.number
        }
        return readings.map { reading in
            guard reading.metric == Self.match, let outcome = outcome(reading.subject) else { return reading }
            var filled = reading
            filled.outcome = outcome
            return filled
        }
    }

    private func outcome(_ camera: Subject) -> Outcome? {
        guard let own = colour(camera), let first = cameras.first(where: { colour($0) != nil }),
            let reference = colour(first)
        else { return nil }
        if first == camera { return .unsupported("the other cameras are compared with this one") }
        return .number(own.difference(to: reference))
    }

    private func colour(_ camera: Subject) -> SeenColour? {
        let parts = Self.parts.compactMap { greys[camera]?[$0] }
        return parts.count == 3 ? SeenColour(l: parts[0], a: parts[1], b: parts[2]) : nil
    }
}

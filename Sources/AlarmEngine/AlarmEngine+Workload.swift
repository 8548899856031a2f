import StudioModel

extension AlarmEngine {
    /// A made-up studio and its readings, for measuring what judging costs. The caller holds the watch.
    package struct Workload: Sendable {
        package var engine: AlarmEngine
        /// One call of `advance` a grid step.
        package var calls: [(to: Instant, readings: [Reading])]

        package var readings: Int { calls.reduce(0) { $0 + $1.readings.count } }

        /// Judges everything; returns how many transitions came of it, so that nothing is optimised away.
        package mutating func run() -> Int {
            calls.reduce(0) { $0 + engine.advance(to: $1.to, with: $1.readings).count }
        }
    }

    /// `rules` rules over ten cameras, half of them with a window, and `perSecond` readings a second between
    /// them.
    package static func workload(rules: Int = 100, perSecond: Int = 10_000, seconds: Int = 10) -> Workload {
        let subjects = (0..<10).compactMap { Subject(family: "camera", name: "c\($0)") }
        let metrics = (0..<10).map { Metric("camera.m\($0)") }
        let made = (0..<rules).map { place in rule(place, on: metrics[place % metrics.count]) }
        let start = Instant.seconds(1000)
        var engine = AlarmEngine(
            rules: made, subjects: subjects.map { WatchedSubject(subject: $0) },
            periods: { _ in Double(subjects.count * metrics.count) / Double(perSecond) }, start: start)
        _ = engine.setPhase(PhaseReport(show: .live), at: start)
        let perStep = perSecond / 10
        let calls = (0..<seconds * 10).map { step in
            let begin = start.nanoseconds + UInt64(step) * EngineTimes.step
            let readings = (0..<perStep).map { place in
                // Values run through all the limits within some seconds, so that alarms come and go.
                Reading(
                    at: Instant(
                        nanoseconds: begin + UInt64(place + 1) * (EngineTimes.step / UInt64(perStep))),
                    subject: subjects[place / metrics.count % subjects.count],
                    metric: metrics[place % metrics.count],
                    outcome: .number(Double((step * 7 + place) % 100)))
            }
            return (to: Instant(nanoseconds: begin + EngineTimes.step), readings: readings)
        }
        return Workload(engine: engine, calls: calls)
    }

    private static func rule(_ place: Int, on metric: Metric) -> Rule {
        let limit = Limit(.greater, .number(Double(place)))
        return Rule(
            id: "camera.r\(place)", family: "camera",
            window: place.isMultiple(of: 2) ? Rule.Window(seconds: 1, use: .mean) : nil,
            warn: Rule.Level(when: [metric: limit], hold: Double(place % 3)), clear: 1,
            yieldsTo: place > 0 ? ["camera.r\(place / 2)"] : [], title: LocalizedText(en: "", zh: ""),
            advice: LocalizedText(en: "", zh: ""), source: "made up")
    }
}

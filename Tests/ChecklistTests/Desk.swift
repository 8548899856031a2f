import Checklist
import StudioModel

/// A subject known to be well formed; the tests' own words.
func subject(_ text: String) -> Subject {
    guard let subject = Subject(rawValue: text) else { preconditionFailure("“\(text)” is not a subject") }
    return subject
}

func level(_ when: [Metric: String], hold: Double = 0) -> Rule.Level {
    let limits = when.mapValues { text in
        guard let limit = Limit(text) else { preconditionFailure("“\(text)” is not a limit") }
        return limit
    }
    return Rule.Level(when: limits, hold: hold)
}

func rule(
    _ id: String, window: Rule.Window? = nil, warn: Rule.Level? = nil, fail: Rule.Level? = nil,
    check: Bool = true,
    severity: Severity = .degraded, yieldsTo: [String] = [], drift: Rule.Drift? = nil
) -> Rule {
    Rule(
        id: id, family: String(id.prefix { $0 != "." }), window: window, warn: warn, fail: fail, check: check,
        severity: severity, yieldsTo: yieldsTo, drift: drift,
        title: LocalizedText(en: "\(id) title", zh: "\(id) 标题"),
        advice: LocalizedText(en: "\(id) advice", zh: "\(id) 建议"), source: "test")
}

func studio(
    _ rules: [Rule], _ subjects: [WatchedSubject] = [host], attested: [AttestedItem] = [],
    show: ShowPlan = ShowPlan()
) -> Studio {
    Studio(
        name: "test", title: LocalizedText(en: "Test", zh: "测试"),
        roles: [Role(id: "technician", title: LocalizedText(en: "technician", zh: "技术支持"))],
        subjects: subjects,
        attested: attested, rules: rules, show: show)
}

let host = WatchedSubject(subject: subject("camera/host"), expect: ["fps": 30])

let words: [Metric: MetricWords] = [
    "camera.fps.delivered": MetricWords(unit: "Hz", period: 1),
    "picture.black": MetricWords(unit: "", period: 0.5),
    "uplink.bitrate.acked": MetricWords(unit: "bit/s", period: 1),
]

/// A moment of the evening of the tests' show.
func wall(_ text: String) -> WallTime {
    guard let time = WallTime("2026-03-08T\(text):00Z") else {
        preconditionFailure("“\(text)” is not a time")
    }
    return time
}

/// Values of one metric at a steady pace from 0 s on, and the measuring's end.
func measured(
    _ name: String, _ metric: Metric, _ values: [Value], every period: Double = 1, until end: Double? = nil
) -> Measurements {
    var measurements = Measurements(
        values.enumerated().map { place, value in
            Reading(
                at: .seconds(100 + Double(place) * period), subject: subject(name), metric: metric,
                outcome: .value(value))
        })
    if let end { measurements.extend(subject(name), to: .seconds(100 + end)) }
    return measurements
}

func reading(_ name: String, _ metric: Metric, _ outcome: Outcome, at seconds: Double = 0) -> Reading {
    Reading(at: .seconds(100 + seconds), subject: subject(name), metric: metric, outcome: outcome)
}

extension Checklist {
    /// The findings of a rule's check at noon.
    func judge(_ measurements: Measurements) -> [Finding] { findings(measurements, now: wall("12:00")) }
}

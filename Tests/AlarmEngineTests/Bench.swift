import AlarmEngine
import StudioModel

/// A subject known to be well formed; the tests' own words.
func subject(_ text: String) -> Subject {
    guard let subject = Subject(rawValue: text) else { preconditionFailure("“\(text)” is not a subject") }
    return subject
}

/// A limit known to be well formed.
func limit(_ text: String) -> Limit {
    guard let limit = Limit(text) else { preconditionFailure("“\(text)” is not a limit") }
    return limit
}

func level(_ when: [Metric: String], hold: Double = 0) -> Rule.Level {
    Rule.Level(when: when.mapValues(limit), hold: hold)
}

/// A rule with the fields a test is about.
func rule(
    _ id: String, window: Rule.Window? = nil, warn: Rule.Level? = nil, fail: Rule.Level? = nil,
    clear: Double = 1,
    phases: [Phase] = [.live], severity: Severity = .degraded, yieldsTo: [String] = [],
    drift: Rule.Drift? = nil
) -> Rule {
    Rule(
        id: id, family: String(id.prefix { $0 != "." }), window: window, warn: warn, fail: fail, clear: clear,
        phases: phases, severity: severity, yieldsTo: yieldsTo, drift: drift,
        title: LocalizedText(en: id, zh: id),
        advice: LocalizedText(en: "", zh: ""), source: "test")
}

func at(_ seconds: Double) -> Instant { .seconds(1000 + seconds) }

/// An engine with a script of readings: times are seconds after its start.
struct Bench {
    var engine: AlarmEngine
    var transitions: [Transition] = []
    private(set) var clock = 0.0

    /// Metrics have no period unless `periods` gives one: then they are never without data.
    init(_ rules: [Rule], _ subjects: [WatchedSubject], periods: [Metric: Double] = [:], phase: Phase = .live)
    {
        engine = AlarmEngine(rules: rules, subjects: subjects, periods: { periods[$0] ?? 0 }, start: at(0))
        transitions = engine.setPhase(PhaseReport(show: phase), at: at(0))
    }

    /// The transitions of a call, as `event rule`.
    @discardableResult
    mutating func advance(to seconds: Double, _ readings: [Reading] = []) -> [Transition] {
        clock = seconds
        let new = engine.advance(to: at(seconds), with: readings)
        transitions += new
        return new
    }

    /// Sends one value now and lets one step pass.
    @discardableResult
    mutating func send(_ name: String, _ metric: Metric, _ outcome: Outcome, at seconds: Double)
        -> [Transition]
    {
        advance(to: seconds, [reading(name, metric, outcome, at: seconds)])
    }

    var events: [String] { transitions.map(\.line) }

    func state(_ rule: String, _ name: String) -> AlarmState? {
        engine.status(of: AlarmKey(rule: rule, subject: subject(name)))?.state
    }
}

func reading(_ name: String, _ metric: Metric, _ outcome: Outcome, at seconds: Double) -> Reading {
    Reading(at: at(seconds), subject: subject(name), metric: metric, outcome: outcome)
}

/// Values of one metric at a steady pace.
func readings(
    _ name: String, _ metric: Metric, from start: Double, to end: Double, every period: Double,
    _ value: (Double) -> Outcome
) -> [Reading] {
    stride(from: start, through: end, by: period).map { reading(name, metric, value($0), at: $0) }
}

extension Transition {
    /// `raised camera.black @ 3.0`: event, rule and seconds after the start.
    var line: String {
        let seconds = at.seconds(since: Instant.seconds(1000))
        return "\(event.rawValue) \(rule) @ \(Value.plain((seconds * 10).rounded() / 10))"
    }
}

extension Outcome: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }
}

/// How one fault is judged, before the show and during it: data, never code.
package struct Rule: Hashable, Codable, Sendable {
    /// The canonical id: one fault, one rule.
    package var id: String
    /// The family of the subjects it judges: `camera`, `microphone`, …
    package var family: String
    /// Values are combined over this window before they are compared; none compares the newest.
    package var window: Window?
    package var warn: Level?
    package var fail: Level?
    /// Seconds inside the limits before the alarm clears.
    package var clear: Double
    /// Whether it is also a finding before the show.
    package var check: Bool
    /// As a finding it needs more time than a quick check has: only `check --full` judges it.
    package var needsFullCheck = false
    /// Before the rehearsal its condition is no fault yet: it only says why other rules cannot be judged.
    package var waitsForRehearsal = false
    /// Phases in which it may alarm.
    package var phases: [Phase]
    package var severity: Severity
    /// Rules whose firing explains this one: on the same subject, and on those it depends on.
    package var yieldsTo: [String]
    /// A gradual change is judged by CUSUM in place of `warn` and `fail`.
    package var drift: Drift?
    /// The playbook shown when it is the root of an incident.
    package var playbook: String?
    package var title: LocalizedText
    package var advice: LocalizedText
    /// Where the numbers come from.
    package var source: String

    package init(
        id: String, family: String, window: Window? = nil, warn: Level? = nil, fail: Level? = nil,
        clear: Double = 5,
        check: Bool = true, phases: [Phase] = [.rehearse, .live], severity: Severity = .degraded,
        yieldsTo: [String] = [], drift: Drift? = nil, playbook: String? = nil, title: LocalizedText,
        advice: LocalizedText, source: String
    ) {
        self.id = id
        self.family = family
        self.window = window
        self.warn = warn
        self.fail = fail
        self.clear = clear
        self.check = check
        self.phases = phases
        self.severity = severity
        self.yieldsTo = yieldsTo
        self.drift = drift
        self.playbook = playbook
        self.title = title
        self.advice = advice
        self.source = source
    }

    /// Every metric the rule reads.
    package var metrics: Set<Metric> {
        var metrics = Set((warn?.when.keys).map(Array.init) ?? [])
        metrics.formUnion((fail?.when.keys).map(Array.init) ?? [])
        if let drift { metrics.insert(drift.metric) }
        return metrics
    }
}

extension Rule {
    /// Whether and when a rule is a finding, as a profile writes it.
    package enum CheckTime: String, Codable, CaseIterable, Sendable {
        case never = "false"
        case always = "true"
        case full
        /// From the rehearsal on; before, it is no fault and only tells why others cannot be judged.
        case fromRehearsal = "from-rehearsal"
    }

    /// `check`, `needsFullCheck` and `waitsForRehearsal` as one word.
    package var checkTime: CheckTime {
        get { check ? (needsFullCheck ? .full : waitsForRehearsal ? .fromRehearsal : .always) : .never }
        set {
            check = newValue != .never
            needsFullCheck = newValue == .full
            waitsForRehearsal = newValue == .fromRehearsal
        }
    }

    /// How values of the last `seconds` become one.
    package struct Window: Hashable, Codable, Sendable {
        package enum Use: String, Codable, CaseIterable, Sendable {
            case mean, min, max, p5, p95, rate, last
        }

        package var seconds: Double
        package var use: Use

        package init(seconds: Double, use: Use) {
            self.seconds = seconds
            self.use = use
        }
    }

    /// A conjunction over one subject's metrics and how long it must hold.
    package struct Level: Hashable, Codable, Sendable {
        package var when: [Metric: Limit]
        /// Seconds the conjunction must hold without a break.
        package var hold: Double

        package init(when: [Metric: Limit], hold: Double = 0) {
            self.when = when
            self.hold = hold
        }
    }

    /// A one-sided or two-sided CUSUM on a metric against its baseline, in standard deviations.
    package struct Drift: Hashable, Codable, Sendable {
        package var metric: Metric
        /// `up`, `down` or `both`.
        package var direction: Direction
        /// The slack k, in sigma: half the shift to be found.
        package var slack: Double
        /// The decision interval h, in sigma; with k it sets the false-alarm budget.
        package var decision: Double
        /// Seconds of samples that make the baseline (median and MAD) where the profile has none.
        package var learn: Double

        package enum Direction: String, Codable, CaseIterable, Sendable {
            case up, down, both
        }

        package init(metric: Metric, direction: Direction, slack: Double, decision: Double, learn: Double) {
            self.metric = metric
            self.direction = direction
            self.slack = slack
            self.decision = decision
            self.learn = learn
        }
    }
}

import Checklist
import ProbeProtocol
import StudioModel

/// What `measure` found, a line a metric. It takes readings as they are printed, so that the two cannot differ, and
/// keeps none: a recording may last a day.
struct MeasureSummary: Encodable, Sendable {
    struct Row: Encodable, Sendable {
        let metric: Metric
        let unit: String
        var count = 0
        var min: Double?
        var mean: Double?
        var max: Double?
        var last: Outcome
        /// Numbers among the readings, and their sum.
        var numbers = 0.0
        var sum = 0.0

        private enum CodingKeys: String, CodingKey {
            case metric, unit, count, min, mean, max, last
        }

        mutating func take(_ outcome: Outcome) {
            last = outcome
            count += 1
            guard let number = outcome.value?.number else { return }
            numbers += 1
            sum += number
            min = Swift.min(min ?? number, number)
            max = Swift.max(max ?? number, number)
            mean = sum / numbers
        }
    }

    /// The last line of `measure --json`.
    struct Record: Encodable {
        let record = "summary"
        let schema = "onair.measure/1"
        let summary: MeasureSummary
    }

    private let units: [Metric: String]
    private var found: [Metric: Row] = [:]

    private enum CodingKeys: String, CodingKey {
        case rows, figures
    }

    /// One figure of the whole, under a name of the field's own.
    struct Figure: Encodable, Sendable {
        let value: Double
        let unit: String
    }

    /// What says something of the whole recording: the name, and the metric whose last value it is. Where nothing hums the
    /// frequency is 0.
    private static let figures: [(name: String, metric: Metric)] = [
        ("loudness.integrated", "output.audio.loudness.integrated"),
        ("loudness.momentary.max", "output.audio.loudness.momentary.max"),
        ("loudness.short-term.max", "output.audio.loudness.short-term.max"),
        ("loudness.range", "output.audio.loudness.range"), ("peak.true", "output.audio.peak.true"),
        ("noise", "output.audio.noise"), ("snr", "output.audio.snr"), ("hum", "output.audio.hum"),
        ("hum.level", "output.audio.hum.level"), ("hum.mains", "output.audio.hum.mains"),
        ("dc", "output.audio.dc"), ("clip-runs", "output.audio.clips.total"),
        ("correlation", "output.audio.correlation"), ("balance", "output.audio.balance"),
        ("samples.invalid", "output.audio.invalid"),
    ]

    /// Those that have a value.
    var figures: [String: Figure] {
        Dictionary(
            Self.figures.compactMap { name, metric in
                found[metric].flatMap { row in
                    row.last.value?.number.map { (name, Figure(value: $0, unit: row.unit)) }
                }
            }, uniquingKeysWith: { first, _ in first })
    }

    init(units: [Metric: String]) {
        self.units = units
    }

    var rows: [Row] { found.values.sorted { $0.metric < $1.metric } }

    mutating func take(_ readings: [Reading]) {
        for reading in readings {
            found[
                reading.metric,
                default: Row(metric: reading.metric, unit: units[reading.metric] ?? "", last: reading.outcome)
            ].take(reading.outcome)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rows, forKey: .rows)
        try container.encode(figures, forKey: .figures)
    }

    static func units(_ description: ProbeDescription) -> [Metric: String] {
        Dictionary(description.metrics.map { ($0.name, $0.unit) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether anything was measured at all. That nothing is published is an answer, but no measurement.
    var hasValues: Bool { rows.contains { $0.last.value != nil && $0.last.value != .flag(false) } }

    /// Why there is no value, in the words that most metrics give.
    var commonReason: String? {
        let counts = Dictionary(
            rows.compactMap { row in row.last.reason.map { ($0, 1) } }, uniquingKeysWith: +)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    func text(_ language: Language) -> String {
        let header = language == .chinese ? "指标 最小 平均 最大 单位" : "metric min mean max unit"
        var cells = [header.split(separator: " ").map(String.init)]
        for row in rows {
            if let min = row.min, let mean = row.mean, let max = row.max {
                cells.append([
                    row.metric.rawValue, Value.plain(min), Value.plain(mean), Value.plain(max), row.unit,
                ])
            } else {
                cells.append([
                    row.metric.rawValue, ProbeWords.say(row.last, language), "", "", row.unit,
                ])
            }
        }
        let widths = (0..<4).map { column in
            cells.filter { $0[2] != "" || column == 0 }.map { $0[column].count }.max() ?? 0
        }
        let lines = cells.map { cell in
            cell.enumerated().map { index, text in
                index < 4
                    ? text + String(repeating: " ", count: Swift.max(0, widths[index] - text.count)) : text
            }.joined(separator: "  ")
        }
        return ShownText.block(lines)
    }
}

import ProbeProtocol
import StudioModel

/// What `measure` found, a line a metric.
struct MeasureSummary: Encodable {
    struct Row: Encodable {
        let metric: Metric
        let unit: String
        var count = 0
        var min: Double?
        var mean: Double?
        var max: Double?
        var last: Outcome
    }

    /// The last line of `measure --json`.
    struct Record: Encodable {
        let record = "summary"
        let schema = "onair.measure/1"
        let summary: MeasureSummary
    }

    let rows: [Row]

    init(readings: [Reading], units: [Metric: String]) {
        let groups = Dictionary(grouping: readings, by: \.metric)
        rows = groups.keys.sorted().compactMap { metric in
            guard let group = groups[metric], let last = group.last else { return nil }
            let numbers = group.compactMap { $0.outcome.value?.number }
            var row = Row(metric: metric, unit: units[metric] ?? "", count: group.count, last: last.outcome)
            if !numbers.isEmpty {
                row.min = numbers.min()
                row.max = numbers.max()
                row.mean = numbers.reduce(0, +) / Double(numbers.count)
            }
            return row
        }
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
                cells.append([row.metric.rawValue, "\(row.last)", "", "", row.unit])
            }
        }
        let widths = (0..<4).map { column in
            cells.filter { $0[2] != "" || column == 0 }.map { $0[column].count }.max() ?? 0
        }
        return cells.map { cell in
            cell.enumerated().map { index, text in
                index < 4
                    ? text + String(repeating: " ", count: Swift.max(0, widths[index] - text.count)) : text
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}

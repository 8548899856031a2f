import StudioModel

/// One metric over the show, thinned to what a page can show: for each column the least, the mean and the greatest.
struct Plot {
    struct Column: Hashable {
        var at: WallTime
        var least: Double
        var mean: Double
        var greatest: Double
    }

    var title: LocalizedText
    var subject: LocalizedText
    var unit: String
    /// Runs of columns; between two runs nothing was measured.
    var runs: [[Column]]
    var span: WallSpan
    var low: Double
    var high: Double

    static let columns = 600
    /// Levels below this are drawn here: digital silence is −144 dBFS, and would press speech into a line.
    static let quietest = -90.0
    /// More than these tell a producer nothing.
    static let most = 12

    /// The plots of a show: the main metrics, in the catalogue's order.
    static func all(_ input: ReviewInput) -> [Plot] {
        let names = Names(input.studio)
        guard let span = AirSpans.extent(input) else { return [] }
        return input.series.filter { MetricCatalogue.named($0.metric).plotted }
            .sorted {
                (MetricCatalogue.place(of: $0.metric), $0.subject) < (
                    MetricCatalogue.place(of: $1.metric), $1.subject
                )
            }
            .compactMap { Plot($0, span: span, names: names) }
            .prefix(most).map { $0 }
    }

    init?(_ series: ReviewSeries, span: WallSpan, names: Names) {
        let entry = MetricCatalogue.named(series.metric)
        let points = series.points.compactMap { point -> (WallTime, Double)? in
            guard span.contains(point.at), let number = point.outcome.value?.number else { return nil }
            let value = number * entry.scale
            return (point.at, ["dBFS", "LUFS"].contains(entry.unit) ? max(Plot.quietest, value) : value)
        }
        guard points.count > 1 else { return nil }
        title = entry.title
        subject = names.title(of: series.subject)
        unit = entry.unit
        self.span = span
        runs = Plot.runs(points, span: span)
        let values = runs.joined()
        low = values.map(\.least).min() ?? 0
        high = values.map(\.greatest).max() ?? 0
    }

    private static func runs(_ points: [(WallTime, Double)], span: WallSpan) -> [[Column]] {
        let width = max(0.05, span.seconds / Double(columns))
        let gap = max(3 * medianStep(points), 2 * width, 2)
        var runs: [[Column]] = []
        var column: (index: Int, least: Double, sum: Double, greatest: Double, count: Double)?
        var last: WallTime?
        func close() {
            guard let done = column else { return }
            let at = span.from.advanced(by: (Double(done.index) + 0.5) * width)
            runs[runs.count - 1].append(
                Column(at: at, least: done.least, mean: done.sum / done.count, greatest: done.greatest))
            column = nil
        }
        for (time, value) in points {
            if last.map({ time.seconds(since: $0) > gap }) ?? true {
                close()
                runs.append([])
            }
            last = time
            let index = Int(time.seconds(since: span.from) / width)
            if column?.index != index { close() }
            let so = column ?? (index, value, 0, value, 0)
            column = (index, min(so.least, value), so.sum + value, max(so.greatest, value), so.count + 1)
        }
        close()
        return runs.filter { !$0.isEmpty }
    }

    private static func medianStep(_ points: [(WallTime, Double)]) -> Double {
        let steps = zip(points, points.dropFirst()).prefix(2000).map { $1.0.seconds(since: $0.0) }.sorted()
        return steps.isEmpty ? 1 : steps[steps.count / 2]
    }
}

extension AirSpans {
    /// What the plots show: from going on air to the end, a minute's lead included; the whole show when it never was
    /// on air.
    static func extent(_ input: ReviewInput) -> WallSpan? {
        let end = input.record.endedAt ?? input.now
        let air = input.record.onAir(until: end).spans
        if let from = air.first?.from, let to = air.last?.to {
            return WallSpan(from: max(from.advanced(by: -60), input.record.startedAt ?? from), to: to)
        }
        return input.record.startedAt.flatMap { WallSpan(from: $0, to: end) }
    }
}

import StudioModel

/// The technical diagnosis of one subject: what its main metrics did while the show was on air.
package struct SubjectQuality: Hashable, Encodable, Sendable {
    package struct MetricSummary: Hashable, Encodable, Sendable {
        package var metric: Metric
        package var title: LocalizedText
        package var unit: String
        package var count: Int
        package var minimum: Double
        package var low: Double
        package var median: Double
        package var high: Double
        package var maximum: Double
    }

    /// Why a metric had no value, and for how many of its readings.
    package struct Unmeasured: Hashable, Encodable, Sendable {
        package var metric: Metric
        package var kind: String
        package var reason: String
        package var share: Double
    }

    package var subject: Subject
    package var title: LocalizedText
    package var metrics: [MetricSummary]
    package var unmeasured: [Unmeasured]
    package var incidents: [Int]

    static func all(_ input: ReviewInput, _ names: Names) -> [SubjectQuality] {
        let air = input.record.onAir(until: input.record.endedAt ?? input.now)
        let subjects = Set(input.series.map(\.subject)).union(input.studio?.subjects.map(\.subject) ?? [])
        return subjects.sorted().map { subject in
            let series = input.series.filter { $0.subject == subject }.map { $0.during(air) }
            return SubjectQuality(
                subject: subject, title: names.title(of: subject),
                metrics: series.compactMap { MetricSummary($0, input) }.sorted {
                    let (left, right) = (
                        MetricCatalogue.place(of: $0.metric), MetricCatalogue.place(of: $1.metric)
                    )
                    return (left, $0.metric) < (right, $1.metric)
                },
                unmeasured: series.compactMap(Unmeasured.init).sorted { $0.metric < $1.metric },
                incidents: input.record.incidents.filter { $0.root?.subject == subject }.map(\.number))
        }
    }
}

extension SubjectQuality.MetricSummary {
    /// `nil` for what has no numbers.
    init?(_ series: ReviewSeries, _ input: ReviewInput) {
        let entry = MetricCatalogue.named(series.metric)
        let numbers = series.points.compactMap { $0.outcome.value?.number }.map { $0 * entry.scale }.sorted()
        guard let first = numbers.first, let last = numbers.last else { return nil }
        func at(_ share: Double) -> Double { numbers[Int((Double(numbers.count - 1) * share).rounded())] }
        metric = series.metric
        // Those of the page first: there a figure stands beside those of other subjects.
        title = entry.title.en == series.metric.rawValue ? input.name(of: series.metric) : entry.title
        unit = entry.unit
        count = numbers.count
        minimum = first
        low = at(0.05)
        median = at(0.5)
        high = at(0.95)
        maximum = last
    }
}

extension SubjectQuality.Unmeasured {
    /// `nil` for what always had a value.
    init?(_ series: ReviewSeries) {
        let missing = series.points.filter { $0.outcome.value == nil }
        guard let last = missing.last, let reason = last.outcome.reason else { return nil }
        metric = series.metric
        kind = last.outcome.kind
        self.reason = reason
        share = Double(missing.count) / Double(series.points.count)
    }
}

extension ReviewSeries {
    /// The points inside some stretches of time; of every time when there are none (a show that never was on air).
    func during(_ spans: SpanSet) -> ReviewSeries {
        if spans.isEmpty { return self }
        var kept: [Point] = []
        var index = points.startIndex
        for span in spans.spans {
            while index < points.endIndex, points[index].at < span.from { index += 1 }
            while index < points.endIndex, points[index].at < span.to {
                kept.append(points[index])
                index += 1
            }
        }
        return ReviewSeries(subject: subject, metric: metric, points: kept)
    }
}

import StudioModel

/// Plots as SVG inside the page: no script, no font, no picture from elsewhere.
struct PlotDrawing {
    static let width = 960.0
    static let height = 150.0
    private static let left = 52.0
    private static let right = 8.0
    private static let top = 14.0
    private static let bottom = 20.0

    let plot: Plot
    let bands: [Band]
    let clock: LocalClock
    private let ticks: [Double]

    /// An incident, as it lies behind a plot.
    struct Band {
        var span: WallSpan
        var severity: Severity
        var label: String
    }

    init(_ plot: Plot, bands: [Band], clock: LocalClock) {
        self.plot = plot
        self.bands = bands
        self.clock = clock
        ticks = Scale.ticks(from: plot.low, to: plot.high, about: 4)
    }

    /// Incidents as bands, cut to what is shown.
    static func bands(_ record: ShowRecord, within span: WallSpan, until now: WallTime) -> [Band] {
        record.incidents.compactMap { incident in
            guard let air = incident.airSpan(until: now)?.intersection(span) else { return nil }
            return Band(span: air, severity: incident.severity, label: "#\(incident.number)")
        }
    }

    func svg(_ language: Language) -> String {
        var markup = Markup()
        let label = "\(plot.title[language]), \(plot.subject[language])"
        markup.tag(
            "svg",
            ["viewBox": "0 0 \(Int(Self.width)) \(Int(Self.height))", "role": "img", "aria-label": label]
        ) { svg in
            drawBands(&svg)
            drawGrid(&svg)
            for run in plot.runs { draw(run, &svg) }
        }
        return markup.html
    }

    private func drawBands(_ svg: inout Markup) {
        for band in bands {
            let (start, end) = (x(band.span.from), x(band.span.to))
            let color = "var(--\(band.severity.rawValue))"
            svg.raw(
                "<rect x=\"\(short(start))\" y=\"\(short(Self.top))\" width=\"\(short(max(2, end - start)))\" "
                    + "height=\"\(short(Self.height - Self.top - Self.bottom))\" fill=\"\(color)\" "
                    + "fill-opacity=\"var(--band)\"/>"
                    + "<line x1=\"\(short(start))\" x2=\"\(short(start))\" y1=\"\(short(Self.top))\" "
                    + "y2=\"\(short(Self.height - Self.bottom))\" stroke=\"\(color)\" stroke-width=\"1.5\"/>")
            svg.tag("text", ["x": short(start), "y": "10"], text: band.label)
        }
    }

    private func drawGrid(_ svg: inout Markup) {
        for tick in ticks {
            let level = short(y(tick))
            svg.raw(
                "<line x1=\"\(short(Self.left))\" x2=\"\(short(Self.width - Self.right))\" y1=\"\(level)\" "
                    + "y2=\"\(level)\" stroke=\"var(--line)\"/>")
            svg.tag(
                "text", ["x": short(Self.left - 6), "y": short(y(tick) + 4), "text-anchor": "end"],
                text: Value.plain(tick))
        }
        for time in Scale.times(plot.span, clock) {
            svg.tag(
                "text", ["x": short(x(time.at)), "y": short(Self.height - 5), "text-anchor": "middle"],
                text: time.label)
        }
    }

    /// The spread as a pale area, the mean as a line; a single column as a dot.
    private func draw(_ run: [Plot.Column], _ svg: inout Markup) {
        if run.count == 1 {
            svg.raw(
                "<circle cx=\"\(short(x(run[0].at)))\" cy=\"\(short(y(run[0].mean)))\" r=\"1.5\" fill=\"var(--plot)\"/>"
            )
            return
        }
        let above = run.map { "\(short(x($0.at))),\(short(y($0.greatest)))" }
        let below = run.reversed().map { "\(short(x($0.at))),\(short(y($0.least)))" }
        let line = run.map { "\(short(x($0.at))),\(short(y($0.mean)))" }.joined(separator: " ")
        svg.raw(
            "<polygon points=\"\((above + below).joined(separator: " "))\" fill=\"var(--plot)\" fill-opacity=\".22\"/>"
                + "<polyline points=\"\(line)\" fill=\"none\" stroke=\"var(--plot)\" stroke-width=\"1.4\" "
                + "stroke-linejoin=\"round\"/>")
    }

    private func x(_ time: WallTime) -> Double {
        Self.left + time.seconds(since: plot.span.from) / plot.span.seconds
            * (Self.width - Self.left - Self.right)
    }

    private func y(_ value: Double) -> Double {
        let low = min(plot.low, ticks.first ?? plot.low)
        let high = max(plot.high, ticks.last ?? plot.high)
        let share = high > low ? (value - low) / (high - low) : 0.5
        return Self.height - Self.bottom - share * (Self.height - Self.top - Self.bottom)
    }

    private func short(_ number: Double) -> String { Value.plain((number * 10).rounded() / 10) }
}

/// Round numbers and round times for axes.
enum Scale {
    /// Multiples of 1, 2 or 5 times a power of ten that enclose the range.
    static func ticks(from low: Double, to high: Double, about count: Int) -> [Double] {
        guard low.isFinite, high.isFinite else { return [] }
        if high - low < 1e-9 * max(1, abs(high)) { return [high] }
        let rough = (high - low) / Double(count)
        var power = 1.0
        while power > rough { power /= 10 }
        while power * 10 <= rough { power *= 10 }
        let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? power * 10
        let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// Between four and ten labelled moments: whole seconds, minutes or hours of the local clock.
    static func times(_ span: WallSpan, _ clock: LocalClock) -> [(at: WallTime, label: String)] {
        let steps: [Double] = [1, 2, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600]
        let step = steps.first { span.seconds / $0 <= 10 } ?? 43_200
        let offset = Double(clock.offsetSeconds)
        let start = Double(span.from.milliseconds) / 1000 + offset
        let first = (start / step).rounded(.up) * step
        return stride(from: first, to: start + span.seconds, by: step).map { local in
            let at = WallTime(milliseconds: Int64(((local - offset) * 1000).rounded()))
            return (at, step < 60 ? clock.second(at) : clock.minute(at))
        }.filter {
            $0.at.seconds(since: span.from) > span.seconds * 0.02
                && span.to.seconds(since: $0.at) > span.seconds * 0.02
        }
    }
}

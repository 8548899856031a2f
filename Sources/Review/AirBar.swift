import StudioModel

/// The time on air as one bar: what viewers got, from left to right.
struct AirBar {
    let spans: AirSpans
    let extent: WallSpan
    let bands: [PlotDrawing.Band]
    let clock: LocalClock

    /// `nil` for a show that was never on air.
    init?(_ input: ReviewInput) {
        spans = AirSpans(input)
        guard !spans.onAir.isEmpty, let extent = AirSpans.extent(input) else { return nil }
        self.extent = extent
        bands = PlotDrawing.bands(input.record, within: extent, until: input.record.endedAt ?? input.now)
        clock = input.localClock
    }

    private var kinds: [(set: SpanSet, color: String, title: LocalizedText)] {
        [
            (spans.clean, "clean", Phrases.clean), (spans.degraded, "degraded", Phrases.degraded),
            (spans.slate, "slate", Phrases.slate), (spans.offAir, "off-air", Phrases.offAir),
            (spans.notMeasured, "gap", Phrases.unmeasured),
        ]
    }

    func draw(_ language: Language, into markup: inout Markup) {
        markup.tag("figure", ["class": "air"]) { figure in
            figure.tag(
                "svg", ["viewBox": "0 0 960 62", "role": "img", "aria-label": Phrases.onAir[language]]
            ) { svg in
                svg.raw("<rect x=\"0\" y=\"16\" width=\"960\" height=\"24\" rx=\"4\" fill=\"var(--line)\"/>")
                for kind in kinds {
                    for span in kind.set.spans {
                        // A fault of a second must be seen in a show of a day.
                        let width = max(kind.color == "clean" ? 0.5 : 2, x(span.to) - x(span.from))
                        svg.raw(
                            "<rect x=\"\(x(span.from))\" y=\"16\" width=\"\(width)\" height=\"24\" "
                                + "fill=\"var(--\(kind.color))\"/>")
                    }
                }
                for (index, band) in bands.enumerated() where index == 0 || isApart(band, bands[index - 1]) {
                    svg.tag("text", ["x": "\(x(band.span.from))", "y": "11"], text: band.label)
                }
                for time in Scale.times(extent, clock) {
                    svg.tag(
                        "text", ["x": "\(x(time.at))", "y": "56", "text-anchor": "middle"], text: time.label)
                }
            }
            figure.tag("div", ["class": "legend"]) { legend in
                for kind in kinds where !kind.set.isEmpty {
                    let text = "\(kind.title[language]) \(Wording.duration(kind.set.seconds, language))"
                    legend.tag("span") { entry in
                        entry.raw("<i style=\"background:var(--\(kind.color))\"></i>")
                        entry.text(text)
                    }
                }
            }
        }
    }

    private func x(_ time: WallTime) -> Double {
        (time.seconds(since: extent.from) / extent.seconds * 9600).rounded() / 10
    }

    /// Labels need some room.
    private func isApart(_ band: PlotDrawing.Band, _ former: PlotDrawing.Band) -> Bool {
        x(band.span.from) - x(former.span.from) > 18
    }
}

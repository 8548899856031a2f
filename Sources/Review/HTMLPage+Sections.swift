import StudioModel

extension PageWriter {
    func writeImpact(_ page: inout Markup) {
        let impact = report.impact
        let rows: [(LocalizedText, Double)] = [
            (Phrases.onAir, impact.onAirSeconds), (Phrases.clean, impact.cleanSeconds),
            (Phrases.offAir, impact.offAirSeconds), (Phrases.slate, impact.slateSeconds),
            (Phrases.degraded, impact.degradedSeconds), (Phrases.unmeasured, impact.notMeasuredSeconds),
            (Phrases.silent, impact.silentSeconds), (Phrases.black, impact.blackSeconds),
            (Phrases.frozen, impact.frozenSeconds),
        ]
        section(&page, Phrases.impact) { section in
            let headers = Phrases.headers(
                ("", ""), ("Time", "时长"), ("Seconds", "秒"), ("Of time on air", "占播出"))
            section.table(
                headers.map(say),
                rows.map { title, seconds in
                    let share = impact.onAirSeconds > 0 ? seconds / impact.onAirSeconds * 100 : 0
                    return [
                        say(title), Wording.duration(seconds, language), short(seconds),
                        "\(Value.plain((share * 100).rounded() / 100)) %",
                    ]
                }, classes: "figures")
            section.tag("p", ["class": "small"], text: say(Phrases.accounting))
        }
    }

    func writeResponse(_ page: inout Markup) {
        guard !report.incidents.isEmpty else { return }
        section(&page, Phrases.response) { section in
            let headers =
                Phrases.headers(("", "")) + [
                    Phrases.detect, Phrases.acknowledge, Phrases.mitigate, Phrases.resolve, Phrases.adherence,
                ]
            let all = row(language == .chinese ? "全部" : "all", report.response)
            let classes = report.response.byCategory.map {
                row(say(Names.title(ofCategory: $0.category)), $0.response)
            }
            section.table(headers.map(say), [all] + (classes.count > 1 ? classes : []), classes: "figures")
            section.tag("p", ["class": "small"], text: say(Phrases.times))
        }
    }

    private func row(_ name: String, _ response: Response) -> [String] {
        func spread(_ spread: Response.Spread?) -> String {
            guard let spread else { return "–" }
            let mean = Wording.duration(spread.mean, language)
            if spread.count == 1 { return mean }
            let longest = Wording.duration(spread.longest, language)
            return language == .chinese ? "\(mean)（最长 \(longest)）" : "\(mean) (longest \(longest))"
        }
        let steps = response.adherence
        return [
            name, spread(response.detect), spread(response.acknowledge), spread(response.mitigate),
            spread(response.resolve), steps.total > 0 ? "\(steps.onTime) / \(steps.total)" : "–",
        ]
    }

    func writeQuality(_ page: inout Markup) {
        section(&page, Phrases.quality) { section in
            let plots = Plot.all(input)
            let end = input.record.endedAt ?? input.now
            for plot in plots {
                section.tag("figure") { figure in
                    figure.tag("figcaption") { caption in
                        caption.text("\(say(plot.title)) · \(say(plot.subject)) ")
                        caption.tag("span", text: plot.unit)
                    }
                    let bands = PlotDrawing.bands(input.record, within: plot.span, until: end)
                    figure.raw(PlotDrawing(plot, bands: bands, clock: clock).svg(language))
                }
            }
            if !plots.isEmpty { section.tag("p", ["class": "small"], text: say(Phrases.correlation)) }
            writeSummaries(&section)
        }
    }

    private func writeSummaries(_ section: inout Markup) {
        let rows = report.quality.flatMap { subject in
            subject.metrics.map { metric in
                [
                    "\(say(subject.title)) · \(say(metric.title))", short(metric.minimum),
                    short(metric.low),
                    short(metric.median), short(metric.high), short(metric.maximum), metric.unit,
                ]
            }
        }
        guard !rows.isEmpty else {
            section.tag("p", ["class": "quiet"], text: say(Phrases.nothing))
            return
        }
        section.tag("details", ["open": ""]) { details in
            details.tag("summary", text: language == .chinese ? "全部数值（播出期间）" : "All figures (while on air)")
            let headers = Phrases.headers(
                ("", ""), ("least", "最小"), ("5 %", "5%"), ("median", "中位"), ("95 %", "95%"),
                ("greatest", "最大"),
                ("unit", "单位"))
            details.table(headers.map(say), rows, classes: "figures")
        }
    }

    func writeResponders(_ page: inout Markup) {
        section(&page, Phrases.responders) { section in
            if report.responders.isEmpty {
                section.tag("p", ["class": "quiet"], text: say(Phrases.nothing))
                return
            }
            let headers = Phrases.headers(
                ("", ""), ("incidents taken", "接手事件"), ("steps done", "完成步骤"), ("notes", "备注"),
                ("signatures", "签字"))
            section.table(
                headers.map(say),
                report.responders.map {
                    [$0.name, "\($0.acknowledged)", "\($0.steps)", "\($0.notes)", "\($0.signatures)"]
                }, classes: "figures")
        }
    }

    func writeTrend(_ page: inout Markup) {
        guard report.trend.count > 1 else { return }
        section(&page, Phrases.trend) { section in
            let headers =
                Phrases.headers(("", "")) + [
                    Phrases.incidents, Phrases.offAir, Phrases.degraded, Phrases.acknowledge, Phrases.resolve,
                ]
            section.table(
                headers.map(say),
                report.trend.map { show in
                    [
                        show.startedAt.map { "\(clock.dayAndMinute($0)) \(show.show)" } ?? show.show,
                        "\(show.incidents)", Wording.duration(show.offAirSeconds, language),
                        Wording.duration(show.degradedSeconds, language),
                        show.acknowledgeSeconds.map { Wording.duration($0, language) } ?? "–",
                        show.resolveSeconds.map { Wording.duration($0, language) } ?? "–",
                    ]
                }, classes: "figures")
        }
    }

    func writeTimeline(_ page: inout Markup) {
        section(&page, Phrases.timeline) { section in
            let headers = [clock.name, "", "#"]
            section.table(
                headers,
                report.timeline.map { line in
                    [
                        clock.second(line.at), say(line.text),
                        line.incident.map { "#\($0)" } ?? "",
                    ]
                }, classes: "times")
        }
    }

    /// Two decimals below a hundred (29.97 frames are not 30), else one.
    func short(_ number: Double) -> String {
        let scale = abs(number) < 100 ? 100.0 : 10
        return Value.plain((number * scale).rounded() / scale)
    }
}

import StudioModel

/// The review as one self-contained page.
package enum HTMLPage {
    /// The page in one language.
    package static func render(_ input: ReviewInput, language: Language) -> String {
        render(ReviewReport(input), input, language)
    }

    static func render(_ report: ReviewReport, _ input: ReviewInput, _ language: Language) -> String {
        let writer = PageWriter(report: report, input: input, language: language)
        var page = Markup()
        page.raw("<!DOCTYPE html>\n")
        page.tag("html", ["lang": language == .chinese ? "zh-CN" : "en"]) { html in
            html.tag("head") { head in
                head.raw("<meta charset=\"utf-8\">")
                head.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                // Nothing can be loaded and nothing can run, whatever a name or a note contains; pictures are inside.
                head.raw(
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                        + "style-src 'unsafe-inline'; img-src data:\">")
                head.tag("title", text: "\(Phrases.title[language]) · \(report.overview.show)")
                head.raw("<style>\(PageStyle.css)</style>")
            }
            html.tag("body") { body in body.tag("main") { writer.write(into: &$0) } }
        }
        return page.html + "\n"
    }
}

/// Writes the sections, the ones a producer needs first.
struct PageWriter {
    let report: ReviewReport
    let input: ReviewInput
    let language: Language

    var clock: LocalClock { input.localClock }

    func say(_ text: LocalizedText) -> String { text[language] }

    func write(into page: inout Markup) {
        writeOverview(&page)
        writeQuestions(&page)
        writeIncidents(&page)
        section(&page, Phrases.factors) {
            $0.list(report.contributingFactors.map(say), empty: say(Phrases.nothing))
        }
        section(&page, Phrases.resolution) { $0.list(report.resolution.map(say), empty: say(Phrases.none)) }
        writeImpact(&page)
        writeResponse(&page)
        writeQuality(&page)
        section(&page, Phrases.notMeasured) {
            $0.list(report.notMeasured.map(say), empty: say(Phrases.nothing))
        }
        writeResponders(&page)
        writeTrend(&page)
        writeTimeline(&page)
        section(&page, Phrases.messaging) { $0.tag("p", text: say(report.messaging)) }
        writeFooter(&page)
    }

    func section(_ page: inout Markup, _ title: LocalizedText, _ contents: (inout Markup) -> Void) {
        page.tag("section") { section in
            section.tag("h2", text: say(title))
            contents(&section)
        }
    }

    private func writeOverview(_ page: inout Markup) {
        let overview = report.overview
        page.tag("header") { header in
            header.tag("h1", text: "\(say(overview.studio)) · \(say(Phrases.title))")
            header.tag("p", ["class": "when"], text: when(overview))
            header.tag("p", ["class": "verdict"], text: say(overview.sentence))
        }
        page.tag("div", ["class": "tiles"]) { tiles in
            for tile in figures { writeTile(&tiles, tile) }
        }
        if let bar = AirBar(input) {
            page.tag("section") { section in bar.draw(language, into: &section) }
        }
    }

    private func when(_ overview: ReviewReport.Overview) -> String {
        guard let from = overview.onAirFrom, let to = overview.onAirTo else {
            return overview.startedAt.map { "\(clock.dayAndMinute($0)) (\(clock.name)) · \(overview.show)" }
                ?? overview.show
        }
        return "\(clock.dayAndMinute(from))–\(clock.minute(to)) (\(clock.name)) · \(overview.show)"
    }

    private struct Tile {
        var title: LocalizedText
        var value: String
        var style = ""
    }

    private var figures: [Tile] {
        let impact = report.impact
        func time(_ title: LocalizedText, _ seconds: Double, _ style: String = "") -> Tile {
            Tile(title: title, value: Wording.duration(seconds, language), style: seconds > 0 ? style : "")
        }
        return [
            time(Phrases.onAir, impact.onAirSeconds), time(Phrases.offAir, impact.offAirSeconds, "off-air"),
            time(Phrases.slate, impact.slateSeconds, "slate"),
            time(Phrases.degraded, impact.degradedSeconds, "degraded"),
            time(Phrases.silent, impact.silentSeconds, "degraded"),
            Tile(title: Phrases.incidents, value: "\(report.incidents.count)"),
            time(Phrases.unmeasured, impact.notMeasuredSeconds, "degraded"),
        ]
    }

    private func writeTile(_ tiles: inout Markup, _ tile: Tile) {
        tiles.tag("div", ["class": "tile \(tile.style)"]) { box in
            box.tag("b", text: tile.value)
            box.tag("span", text: say(tile.title))
        }
    }

    private func writeQuestions(_ page: inout Markup) {
        page.tag("section", ["class": "three"]) { three in
            three.tag("div", ["class": "card well"]) { card in
                card.tag("h2", text: say(Phrases.well))
                card.list(report.wentWell.map(say), empty: say(Phrases.nothing))
            }
            three.tag("div", ["class": "card wrong"]) { card in
                card.tag("h2", text: say(Phrases.wrong))
                card.list(report.wentWrong.map(say), empty: say(Phrases.nothing))
            }
            three.tag("div", ["class": "card next"]) { card in
                card.tag("h2", text: say(Phrases.actions))
                if report.actionItems.isEmpty {
                    card.tag("p", ["class": "quiet"], text: say(Phrases.nothing))
                }
                card.tag("ul") { list in
                    for item in report.actionItems {
                        list.tag("li") { line in
                            line.text(say(item.text))
                            line.tag("span", ["class": "owner"], text: item.owner)
                        }
                    }
                }
            }
        }
        page.tag("p", ["class": "small"], text: say(Phrases.draft))
    }

    private func writeFooter(_ page: inout Markup) {
        page.tag("footer") { footer in
            let written = "\(clock.dayAndMinute(report.writtenAt)) (\(clock.name))"
            footer.tag(
                "p", text: language == .chinese ? "OnAir 生成于 \(written)" : "Written by OnAir at \(written)")
            if let anchor = report.overview.anchor {
                footer.tag("p") { line in
                    line.text("\(say(Phrases.anchor)): ")
                    line.tag("code", text: anchor)
                }
            }
        }
    }
}

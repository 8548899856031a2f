/// All measures of one camera's pictures: give it a picture now and then and it gives the figures; give it a glance at
/// each frame between and it sees flicker.
package struct PictureMeter: Sendable {
    private let setting: PictureSetting
    private var layout: PictureLayout?
    private var sample = PictureSample()
    private var before = PictureSample()
    private var packed = PackedRow()
    private var detail = DetailRows()
    private var bars = TestBars()
    private var noise = Noise()
    private var stillness: Stillness
    private var flicker: FlickerMeter
    /// What flicker is seen in; profiles of other layouts are of other points.
    private var flickerLayout: PictureLayout?
    private var isSameShot = false
    /// When noise and framing were last judged, and what they were.
    private var slowAt = -Double.infinity
    private var slow: (noise: Double?, framing: Framing?) = (nil, nil)

    package init(_ setting: PictureSetting = PictureSetting()) {
        self.setting = setting
        stillness = Stillness(hold: setting.freezeHold)
        flicker = FlickerMeter(mains: setting.mains, reference: setting.reference)
    }

    /// Measures one picture, taken at `time` seconds on a clock that never steps back. Nil when there are fewer bytes
    /// than the layout needs: a truncated frame has no honest measure.
    package mutating func measure(
        _ bytes: RawSpan, _ layout: PictureLayout, at time: Double
    ) -> PictureFigures? {
        guard bytes.byteCount >= layout.byteCount else { return nil }
        if layout != self.layout { begin(layout) }
        var figures = PictureFigures()
        // Still pictures are compared whole; others only until that is certain, and then kept while they are read.
        figures.stillness = stillness.compare(bytes, layout, at: time)
        let tones = scan(bytes, layout, keeps: !figures.stillness.isStill)
        let pixels = Double(layout.width * layout.height)
        figures.blackRatio = Double(tones.black) / pixels
        figures.clipRatio = Double(tones.clipped) / pixels
        if !figures.stillness.isStill, let bound = figures.stillness.difference {
            figures.stillness.difference = max(bound, sample.difference(to: before) ?? 0)
        }
        if !figures.stillness.isStill { before = sample }
        judgeLevels(&figures)
        judgeColour(&figures)
        judgeFrame(&figures)
        figures.focus = detail.focus
        figures.outliersRatio = detail.outliersRatio
        judgeSlowly(&figures, at: time)
        if flickerLayout == nil { flickerLayout = layout }
        if flickerLayout == layout {
            flicker.take(FlickerRows.profile(bytes, layout), at: time, isSameShot: isSameShot)
        }
        figures.flicker = flicker.verdict
        return figures
    }

    /// How often flicker has been decided.
    package var flickerJudgements: Int { flicker.judgements }

    /// Takes what flicker needs of a frame that is not measured: every frame should be either glanced at or measured,
    /// for pictures half a second apart show no beat. A motion JPEG may be glanced at smaller than it is measured
    /// (`PlanarDecoder` at an eighth): flicker is then seen in glances alone, so every frame needs one.
    package mutating func glance(_ bytes: RawSpan, _ layout: PictureLayout, at time: Double) {
        guard bytes.byteCount >= layout.byteCount else { return }
        if layout != flickerLayout {
            flicker = FlickerMeter(mains: setting.mains, reference: setting.reference)
            flickerLayout = layout
        }
        flicker.take(FlickerRows.profile(bytes, layout), at: time, isSameShot: isSameShot)
    }

    /// A picture as the reference for later ones.
    package static func reference(_ bytes: RawSpan, _ layout: PictureLayout) -> PictureReference? {
        guard bytes.byteCount >= layout.byteCount else { return nil }
        return PictureReference(
            PictureSample(bytes, layout), profile: FlickerRows.profile(bytes, layout))
    }

    private mutating func begin(_ layout: PictureLayout) {
        self.layout = layout
        sample.shape(layout)
        before = PictureSample()
        slowAt = -.infinity
        flickerLayout = nil
        flicker = FlickerMeter(mains: setting.mains, reference: setting.reference)
    }

    /// One reading of every byte: full resolution for black and clipped pixels, thinned samples and some whole rows
    /// for the rest, taken while a row is in the processor's nearest cache.
    private mutating func scan(_ bytes: RawSpan, _ layout: PictureLayout, keeps: Bool) -> Tones {
        var tones = Tones(layout.range, layout.matrix)
        detail.begin()
        for row in 0..<layout.height {
            packed.lend(bytes, layout, row: row) { tones.count($0, isLumaFirst: $1) }
            if keeps { stillness.keep(bytes, layout, row: row) }
            if sample.isWanted(row) { sample.take(bytes, layout, row: row) }
            if DetailRows.isWanted(row, layout) { detail.take(bytes, layout, row: row) }
        }
        if keeps { stillness.keep(bytes, layout, planes: 1..<layout.planes.count) }
        return tones
    }

    private func judgeLevels(_ figures: inout PictureFigures) {
        figures.brightness = sample.brightness
        figures.crushRatio = sample.crushRatio
        figures.darkRatio = sample.darkRatio
        figures.subjectLevel = sample.level(in: setting.subject)
        figures.hasBackdrop = setting.backdrop != nil
        figures.evenness = setting.backdrop.flatMap { sample.evenness(in: $0) }
    }

    private mutating func judgeColour(_ figures: inout PictureFigures) {
        let constancy = sample.constancy
        figures.constantRatio = constancy.ratio
        figures.cardConfidence = sample.cardConfidence(constancy)
        figures.barsConfidence = bars.confidence(sample)
        figures.isColoured = !sample.blue.isEmpty
        figures.hasGreyRegion = setting.grey != nil
        figures.cast = sample.cast(grey: setting.grey)
        figures.grey = setting.grey.flatMap { sample.colour(in: $0) }.map { LabColour($0) }
        figures.rangeRatio = sample.rangeRatio
        figures.saturation = sample.greatestSaturation
    }

    private mutating func judgeFrame(_ figures: inout PictureFigures) {
        figures.letterboxRatio = sample.letterboxRatio
        figures.hasReference = setting.reference != nil
    }

    /// Noise and framing change slowly: four times a second is enough, however many pictures are measured.
    private mutating func judgeSlowly(_ figures: inout PictureFigures, at time: Double) {
        if time - slowAt >= 0.24 || time < slowAt {
            slowAt = time
            slow = (noise.step(sample), setting.reference.flatMap { Framing(sample, against: $0) })
            isSameShot = (slow.framing?.similarity ?? 0) >= 0.8 && (slow.framing?.shift ?? 1) < 0.02
        }
        (figures.noise, figures.framing) = slow
    }
}

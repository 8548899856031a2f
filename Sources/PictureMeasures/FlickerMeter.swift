/// Finds the flicker of mains light, by bands that roll over the rows and by pulses of whole frames, and says whether
/// it is of 50 or 60 Hz mains.
///
/// Light pulses at twice the mains frequency. From frame to frame the pulse goes on by a known part of a turn, which
/// is another one for 100 Hz than for 120 Hz at every frame rate in use: that tells them apart. From row to row it
/// goes on by the read-out time: a rolling shutter's bands and a global shutter's pulses are one sine over rows and
/// frames, with some bands or with none. Everything that does not move with the light, scenery included, is taken
/// off with each row's own mean.
///
/// Where a whole number of pulses falls into a frame time (100 Hz at 25 or 50 frames a second, 120 Hz at 24, 30 or 60)
/// nothing moves: bands that stand still cannot be told from a striped wall. That is said, and not guessed, unless
/// the place's mains frequency is known and is the other one, or a reference picture of the same shot shows the wall
/// without them.
package struct FlickerMeter: Sendable {
    /// Less than this is no flicker, in percent.
    package static let least = 0.5
    /// Seconds of frames for a verdict, and where pulses and frames beat slowly (0.12 Hz at 29.97 frames a second).
    package static let shortSpan = 2.0
    package static let longSpan = 10.0
    /// A beat slower than this stands still, in Hz.
    static let stillBeat = 0.05
    /// Slow changes of a scene are mistaken for beats up to this one, in Hz.
    static let slowBeat = 1.0

    /// 50 or 60 Hz; nil where nobody said.
    private let mains: Double?
    /// The level of each cell in the reference picture.
    private let reference: [Double]
    private var sums: [Double: FlickerSums] = [:]
    private var base: [Double] = []
    private var times: [Double] = []
    private var judgedAt = -Double.infinity
    /// How often a verdict has been given.
    package private(set) var judgements = 0
    package private(set) var verdict = FlickerVerdict.measuring(seconds: shortSpan)

    package init(mains: Double? = nil, reference: PictureReference? = nil) {
        self.mains = mains.map { $0 < 55 ? 50 : 60 }
        self.reference = reference?.profile.map(Double.init) ?? []
    }

    /// One more frame's profile (see `FlickerRows`), full scale 0...255 or limited alike, taken at `time` seconds.
    ///
    /// - Parameter isSameShot: the reference still shows this scene.
    package mutating func take(_ profile: [Double], at time: Double, isSameShot: Bool = false) {
        guard profile.count == FlickerRows.count else { return }
        // A clock that went back, or a pause: what was summed up has no phase with what comes.
        if let last = times.last, time <= last || time > last + Self.shortSpan { restart() }
        if times.isEmpty {
            base = profile
            sums = [50: FlickerSums(mains: 50), 60: FlickerSums(mains: 60)]
            judgedAt = time
        }
        times.append(time)
        var change = profile
        for cell in change.indices { change[cell] -= base[cell] }
        for key in [50.0, 60] { sums[key]?.add(change, at: time - times[0]) }
        let span = time - times[0]
        guard span >= Self.shortSpan, time - judgedAt >= 0.5 else { return }
        judgedAt = time
        judge(span, isSameShot: isSameShot)
    }

    private mutating func restart() {
        times = []
        sums = [:]
    }

    // MARK: Judging

    /// What the frames say of one mains frequency.
    private enum Candidate {
        case found(modulation: Double)
        case none(modulation: Double)
        /// Nothing moves, or too little to be sure of.
        case still(beat: Double)
        case needsTime
    }

    private mutating func judge(_ span: Double, isSameShot: Bool) {
        guard times.count >= 16, let rate = FrameRhythm.rate(times) else { return }
        let candidates = [50.0, 60].map {
            ($0, candidate($0, span: span, rate: rate, isSameShot: isSameShot))
        }
        if let verdict = Self.verdict(candidates, mains: mains, rate: rate) {
            self.verdict = verdict
            judgements += 1
            restart()
        } else if case .measuring = verdict {
            verdict = .measuring(seconds: Self.longSpan)
        }
    }

    /// Nil while time is still needed.
    private static func verdict(
        _ candidates: [(Double, Candidate)], mains: Double?, rate: Double
    ) -> FlickerVerdict? {
        var (calm, still): (Double, (Double, Double)?) = (0, nil)
        var found: (modulation: Double, mains: Double)?
        var needsTime = false
        for (frequency, candidate) in candidates {
            let matters = mains == nil || mains == frequency
            switch candidate {
            case .found(let modulation):
                if modulation > found?.modulation ?? 0 { found = (modulation, frequency) }
            case .none(let modulation): calm = max(calm, modulation)
            case .still(let beat): if matters { still = (frequency, beat) }
            case .needsTime: if matters { needsTime = true }
            }
        }
        if let found { return .flicker(modulation: found.modulation, mains: found.mains) }
        if needsTime { return nil }
        guard let still else { return .calm(modulation: calm) }
        return .undecidable(reason(mains: still.0, beat: still.1, rate: rate))
    }

    private static func reason(mains: Double, beat: Double, rate: Double) -> String {
        let frames = (rate * 100).rounded() / 100
        let light = "light of \(Int(mains)) Hz mains"
        if abs(beat) < stillBeat {
            return
                "at \(frames) frames a second bands from \(light) stand still and look like part of the scene; a reference picture, another frame rate or the profile's mains frequency would tell"
        }
        return
            "at \(frames) frames a second pulses from \(light) come each \(Int((1 / abs(beat)).rounded())) s, as slow as a change of the scene"
    }

    private func candidate(_ mains: Double, span: Double, rate: Double, isSameShot: Bool) -> Candidate {
        let turns = 2 * mains / rate
        let beat = (turns - turns.rounded()) * rate
        if abs(beat) < Self.stillBeat { return still(beat, span: span, isSameShot: isSameShot) }
        let isSlow = abs(beat) < Self.slowBeat
        if isSlow, span < Self.longSpan { return .needsTime }
        guard let fit = sums[mains]?.fit(base: base) else { return .still(beat: beat) }
        let bands = FlickerBands(real: fit.cosine, imaginary: fit.sine.map { -$0 }, level: fit.level)
        guard let peak = bands.peak(0...FlickerBands.mostBands) else { return .none(modulation: 0) }
        guard peak.modulation >= Self.least, peak.modulation > 2 * peak.error else {
            return .none(modulation: min(peak.modulation, Self.least))
        }
        guard isSlow else { return .found(modulation: peak.modulation) }
        // A slow change is light's only when it rolls the way the shutter reads, and not the other way as well.
        guard peak.bands >= 0.75 else { return .still(beat: beat) }
        let mirror = bands.peak(-FlickerBands.mostBands...(-0.5))?.modulation ?? 0
        return peak.modulation > 2 * mirror
            ? .found(modulation: peak.modulation) : .none(modulation: min(peak.modulation, Self.least))
    }

    /// Bands that stand still, against a reference of the same shot: the ratio of the two, less its slow part.
    private func still(_ beat: Double, span: Double, isSameShot: Bool) -> Candidate {
        // At first sight 29.97 may pass for 30.
        guard span >= Self.longSpan else { return .needsTime }
        guard isSameShot, reference.count == FlickerRows.count, let sums = sums[50] else {
            return .still(beat: beat)
        }
        let ratio = sums.meanLevel(base: base).enumerated().map { cell, level in
            reference[cell] >= 8 ? level / reference[cell] : 0
        }
        let bands = FlickerBands(
            real: Slope.removed(ratio, lit: reference.map { $0 >= 8 }), imaginary: ratio.map { _ in 0 },
            level: reference.map { $0 >= 8 ? 8 : 0 })
        guard let peak = bands.peak(0.75...FlickerBands.mostBands) else { return .none(modulation: 0) }
        // Half of a standing sine's strength lies at each sign of its band number; the level of 8 is taken back.
        let modulation = 2 * 8 * peak.modulation
        return modulation >= Self.least && peak.modulation > 2 * peak.error
            ? .found(modulation: modulation) : .none(modulation: min(modulation, Self.least))
    }
}

import PictureMeasures
import Testing

/// The classifier on the grid of frame rates, mains frequencies and phases, against light whose modulation is known.
@Suite struct FlickerTests {
    static let rates: [Double] = [24000.0 / 1001, 24, 25, 30000.0 / 1001, 30, 50, 60000.0 / 1001, 60]
    static let phases: [Double] = [0, 0.125, 0.25, 0.5, 0.8]

    /// One light, one camera.
    struct Studio: Sendable, CustomTestStringConvertible {
        var mains = 50.0
        var rate = 25.0
        var phase = 0.0
        /// Peak over mean.
        var modulation = 0.03
        /// Seconds from the first row to the last; 0 is a global shutter.
        var readOut = 0.012
        /// Each strip's share of the flickering light.
        var strips: [Double] = [1, 1, 1, 1]
        var grain = 0.15

        var testDescription: String { "\(mains) Hz at \(rate) Hz, phase \(phase), read out in \(readOut) s" }

        /// Distance of the light's pulses from a whole number a frame, in Hz.
        var beat: Double {
            let turns = 2 * mains / rate
            return (turns - turns.rounded()) * rate
        }

        var standsStill: Bool { abs(beat) < 0.01 }

        func profile(_ frame: Int) -> [Double] {
            let time = Double(frame) / rate
            var seed = frame * 7717
            var profile: [Double] = []
            profile.reserveCapacity(FlickerRows.count)
            for row in 0..<FlickerRows.rows {
                let share = (Double(row) + 0.5) / Double(FlickerRows.rows)
                let light = Wave.sine(2 * .pi * (2 * mains * (time + share * readOut) + phase))
                // A scene with a bright middle, and a striped wall that no light makes.
                let wall = 90 + 60 * Wave.sine(share * 3) + (row / 9 % 2 == 0 ? 12 : 0)
                for strip in 0..<FlickerRows.strips {
                    seed &+= 1
                    let rest = (Double(noise(seed &* 31)) / 127.5 - 1) * grain * 1.7
                    profile.append(wall * (1 + modulation * strips[strip] * light) + rest)
                }
            }
            return profile
        }

        /// What a meter says after so many seconds at most.
        func verdict(seconds: Double = 10.6, mains known: Double? = nil, reference: PictureReference? = nil)
            -> FlickerVerdict
        {
            var meter = FlickerMeter(mains: known, reference: reference)
            for frame in 0..<Int(seconds * rate) {
                meter.take(profile(frame), at: 5 + Double(frame) / rate, isSameShot: reference != nil)
                if case .measuring = meter.verdict { continue }
                break
            }
            return meter.verdict
        }
    }

    static let grid: [Studio] = rates.flatMap { rate in
        [50.0, 60].flatMap { mains in
            phases.map { Studio(mains: mains, rate: rate, phase: $0) }
        }
    }

    @Test(arguments: grid) func `bands are known by their mains frequency at every rate and phase`(
        studio: Studio
    )
        throws
    {
        switch studio.verdict() {
        case .flicker(let modulation, let mains):
            #expect(!studio.standsStill)
            #expect(mains == studio.mains)
            #expect(abs(modulation - 3) < 0.1)
        case .undecidable: #expect(studio.standsStill)
        case .calm, .measuring: Issue.record("no verdict")
        }
    }

    @Test(arguments: grid.filter { $0.phase == 0.25 })
    func `pulses of whole frames are known as well, unless they are as slow as the scene`(studio: Studio) {
        var studio = studio
        studio.readOut = 0
        switch studio.verdict() {
        case .flicker(let modulation, let mains):
            #expect(mains == studio.mains && abs(modulation - 3) < 0.1)
        case .undecidable: #expect(abs(studio.beat) < 0.5)
        case .calm, .measuring: Issue.record("no verdict")
        }
    }

    @Test(arguments: grid.filter { !$0.standsStill })
    func `a modulation of 0.2 % is no flicker, and is measured as what it is`(studio: Studio) {
        var studio = studio
        studio.modulation = 0.002
        guard case .calm(let modulation) = studio.verdict(mains: studio.mains) else {
            Issue.record("\(studio.verdict(mains: studio.mains))")
            return
        }
        #expect(abs(modulation - 0.2) < 0.08)
    }

    @Test(arguments: rates) func `steady light is never flicker`(rate: Double) {
        var studio = Studio(rate: rate)
        studio.modulation = 0
        if case .flicker = studio.verdict() { Issue.record("flicker in steady light") }
        if case .calm(let modulation) = studio.verdict() { #expect(modulation < 0.1) }
    }

    @Test(arguments: [0.01, 0.02, 0.05, 0.1, 0.3]) func `the modulation is right within 3 %`(
        modulation: Double
    ) {
        var studio = Studio(mains: 50, rate: 30)
        studio.modulation = modulation
        guard case .flicker(let found, _) = studio.verdict() else {
            Issue.record("no flicker")
            return
        }
        #expect(abs(found / 100 / modulation - 1) < 0.03)
    }

    @Test func `a fast beat is told after two seconds`() {
        #expect(Studio(mains: 50, rate: 30).verdict(seconds: 2.1) != .measuring(seconds: 2))
    }

    @Test func `a slow roll needs ten seconds, and says so until then`() {
        let slow = Studio(mains: 60, rate: 30000.0 / 1001)
        #expect(slow.verdict(seconds: 9) == .measuring(seconds: 10))
        #expect(slow.verdict().mains == .number(60))
    }

    @Test func `where the mains is known to beat, a place without flicker is calm at once`() {
        var studio = Studio(rate: 30)
        studio.modulation = 0
        guard case .calm = studio.verdict(seconds: 2.1, mains: 50) else {
            Issue.record("not calm")
            return
        }
        // Without that knowledge bands of 60 Hz might stand still.
        guard case .undecidable(let reason) = studio.verdict() else {
            Issue.record("decided")
            return
        }
        #expect(reason.contains("60 Hz") && reason.contains("30.0 frames"))
    }

    @Test(arguments: [(50.0, 25.0), (50, 50), (60, 24), (60, 30), (60, 60)], [0.0, 0.3, 0.7])
    func `bands that stand still are found against a reference without them`(
        beat: (mains: Double, rate: Double), phase: Double
    ) throws {
        var studio = Studio(mains: beat.mains, rate: beat.rate, phase: phase)
        studio.readOut = 0.02
        var good = studio
        good.modulation = 0
        let sample = PictureSample()
        #expect(PictureReference(sample) == nil)
        let layout = try #require(PictureLayout(.grey, width: 64, height: 36, range: .full))
        let bytes = [UInt8](repeating: 90, count: 64 * 36)
        let reference = try #require(
            PictureReference(PictureSample(bytes.span.bytes, layout), profile: good.profile(0)))
        guard case .flicker(let modulation, let mains) = studio.verdict(seconds: 11, reference: reference)
        else {
            Issue.record("not found: \(studio.verdict(seconds: 11, reference: reference))")
            return
        }
        #expect(mains == beat.mains)
        // A single picture's rows hold less than frames over time: tilt and bow go with the scene.
        #expect(abs(modulation - 3) < 0.6)
        guard case .calm = good.verdict(seconds: 11, reference: reference) else {
            Issue.record("the reference itself is not calm")
            return
        }
    }

    @Test func `one lamp of two flickers, and it is found`() {
        var studio = Studio(mains: 50, rate: 30)
        studio.strips = [1, 1, 0.3, 0.3]
        guard case .flicker(_, let mains) = studio.verdict() else {
            Issue.record("no flicker")
            return
        }
        #expect(mains == 50)
    }

    @Test func `lost frames change nothing`() {
        var meter = FlickerMeter()
        let studio = Studio(mains: 60, rate: 25)
        for frame in 0..<80 where frame % 7 != 3 {
            meter.take(studio.profile(frame), at: Double(frame) / 25)
        }
        #expect(meter.verdict.mains == .number(60))
    }

    @Test func `times that shake by a millisecond change nothing`() {
        var meter = FlickerMeter()
        let studio = Studio(mains: 50, rate: 30)
        for frame in 0..<80 {
            let shake = Double(noise(frame * 977)) / 255 * 0.002 - 0.001
            meter.take(studio.profile(frame), at: 1 + Double(frame) / 30 + shake)
        }
        #expect(meter.verdict.mains == .number(50))
    }

    @Test func `someone who walks through is no flicker`() {
        var meter = FlickerMeter(mains: 50)
        var studio = Studio(rate: 30)
        studio.modulation = 0
        for frame in 0..<120 {
            var profile = studio.profile(frame)
            let strip = frame / 30 % 4
            for row in 30..<90 { profile[row * 4 + strip] *= 0.6 + Double(frame % 30) / 100 }
            meter.take(profile, at: Double(frame) / 30)
        }
        if case .flicker(let modulation, _) = meter.verdict { Issue.record("\(modulation) %") }
        #expect(meter.verdict != .measuring(seconds: 2))
    }

    @Test func `pictures half a second apart show no beat, and that is said`() {
        var meter = FlickerMeter()
        let studio = Studio(mains: 50, rate: 30)
        for frame in stride(from: 0, to: 600, by: 15) {
            meter.take(studio.profile(frame), at: Double(frame) / 30)
        }
        guard case .undecidable = meter.verdict else {
            Issue.record("\(meter.verdict)")
            return
        }
    }

    @Test(arguments: [false, true])
    func `frames measured and glanced at give the verdict of the whole meter`(isGlancedSmaller: Bool) throws {
        let layout = try #require(PictureLayout(.yuyv, width: 80, height: 90, range: .limited))
        let small = try #require(PictureLayout(.yuyv, width: 80, height: 45, range: .limited))
        var meter = PictureMeter()
        var last: PictureFigures?
        for frame in 0..<70 {
            let time = Double(frame) / 30
            let bytes = (0..<90).flatMap { row -> [UInt8] in
                let light = Wave.sine(2 * .pi * 100 * (time + Double(row) / 90 * 0.012))
                return [UInt8](repeating: UInt8((116 + 6 * light).rounded()), count: 160)
            }
            let isMeasured = frame % 15 == 0 || frame == 69
            if isGlancedSmaller {
                let half = (0..<45).flatMap { bytes[$0 * 320..<$0 * 320 + 160] }
                meter.glance(half.span.bytes, small, at: time)
            } else if !isMeasured {
                meter.glance(bytes.span.bytes, layout, at: time)
            }
            if isMeasured { last = meter.measure(bytes.span.bytes, layout, at: time) }
        }
        let values = try #require(last).values
        #expect(values["picture.flicker.mains"] == .number(50))
        guard case .number(let modulation) = values["picture.flicker.modulation"] else {
            Issue.record("no modulation")
            return
        }
        // 6 of 100 codes above black.
        #expect(abs(modulation - 6) < 0.2)
    }

    @Test func `the advice fits the mains`() {
        let advice = FlickerAdvice(mains: 50)
        #expect(advice.exposures.first == 0.01 && advice.powerLineFrequency == 1)
        #expect(FlickerAdvice(mains: 60).powerLineFrequency == 2)
        #expect(FlickerAdvice(mains: 60).exposures.allSatisfy { ($0 * 120).rounded() / 120 == $0 })
    }
}

import Loudness
import Testing

/// Obligatory results of EBU Tech 3341:2023, Table 1 (tolerance ±0.1), with the numbers of its signals.
@Suite struct EBUTests {
    private let tolerance = 0.1
    /// 10 ms at 48 kHz stereo: the momentary maximum fails with longer hops (signal 13).
    private let hop = 480 * 2

    private func meter(_ measures: LoudnessMeter.Measures) throws -> LoudnessMeter {
        try LoudnessMeter(channels: 2, rate: 48_000, measures: measures)
    }

    @Test(arguments: [-23.0, -33.0])
    func `signals 1 and 2 read their level by every measure`(level: Double) throws {
        var meter = try meter([.momentary, .shortTerm, .integrated])
        try meter.add(EBUSignal([(20, level)]).samples.span)
        #expect(abs(try meter.momentary() - level) <= tolerance)
        #expect(abs(try meter.shortTerm() - level) <= tolerance)
        #expect(abs(try meter.integrated() - level) <= tolerance)
    }

    @Test func `signal 3 gates its quiet ends`() throws {
        var meter = try meter(.integrated)
        try meter.add(EBUSignal([(10, -36), (60, -23), (10, -36)]).samples.span)
        #expect(abs(try meter.integrated() + 23) <= tolerance)
    }

    @Test(arguments: [
        [(10.0, -72.0), (10, -36), (60, -23), (10, -36), (10, -72)],
        [(20, -26), (20.1, -20), (20, -26)],
    ])
    func `signals 4 and 5 gate what is far below the mean, and what is not so far counts`(
        steps: [(Double, Double)]
    ) throws {
        var meter = try meter(.integrated)
        try meter.add(EBUSignal(steps.map { ($0.0, $0.1) }).samples.span)
        #expect(abs(try meter.integrated() + 23) <= tolerance)
    }

    @Test func `signal 6 weighs the channels of surround sound`() throws {
        var meter = try LoudnessMeter(channels: 5, rate: 48_000, measures: .integrated)
        let sound = EBUSignal.surround([-28, -28, -24, -30, -30], seconds: 20)
        try meter.add(sound.span)
        #expect(abs(try meter.integrated() + 23) <= tolerance)
    }

    @Test func `signal 9 keeps the short-term loudness constant after three seconds`() throws {
        var meter = try meter(.shortTerm)
        let sound = EBUSignal.repeating([(1.34, -20), (1.66, -30)], times: 5).samples
        var worst = 0.0
        for start in stride(from: 0, to: sound.count - hop, by: hop) {
            try meter.add(sound.span.extracting(start..<(start + hop)))
            if start >= 3 * 96_000 { worst = max(worst, abs(try meter.shortTerm() + 23)) }
        }
        #expect(worst <= tolerance)
    }

    @Test func `signal 12 keeps the momentary loudness constant after one second`() throws {
        var meter = try meter(.momentary)
        let sound = EBUSignal.repeating([(0.18, -20), (0.22, -30)], times: 25).samples
        var worst = 0.0
        for start in stride(from: 0, to: sound.count - hop, by: hop) {
            try meter.add(sound.span.extracting(start..<(start + hop)))
            if start >= 96_000 { worst = max(worst, abs(try meter.momentary() + 23)) }
        }
        #expect(worst <= tolerance)
    }

    /// The largest value of a measure after every hop so far, at the end of each segment.
    private func maxima(
        _ segments: [[EBUSignal.Step]], _ measures: LoudnessMeter.Measures,
        _ read: (borrowing LoudnessMeter) throws -> Double
    ) throws -> [Double] {
        var meter = try meter(measures)
        var (loudest, found): (Double, [Double]) = (-144, [])
        for segment in segments {
            let sound = EBUSignal(segment).samples
            for start in stride(from: 0, to: sound.count - hop + 1, by: hop) {
                try meter.add(sound.span.extracting(start..<(start + hop)))
                loudest = max(loudest, try read(meter))
            }
            found.append(loudest)
        }
        return found
    }

    @Test(arguments: 0..<20)
    func `signal 10 finds the loudest three seconds wherever they begin`(shift: Int) throws {
        let steps: [EBUSignal.Step] = [(Double(shift) * 0.15, nil), (3, -23), (1, nil)]
        let found = try maxima([steps], .shortTerm) { try $0.shortTerm() }
        #expect(abs(found[0] + 23) <= tolerance)
    }

    @Test func `signal 11, live: the largest short-term loudness follows louder and louder segments`() throws
    {
        let segments = (0..<20).map { index -> [EBUSignal.Step] in
            let shift = Double(index) * 0.15
            return [(shift, nil), (3, -38 + Double(index)), (3 - shift, nil)]
        }
        let found = try maxima(segments, .shortTerm) { try $0.shortTerm() }
        for (index, loudest) in found.enumerated() {
            #expect(abs(loudest - (-38 + Double(index))) <= tolerance, "segment \(index)")
        }
    }

    @Test func `signal 14, live: the largest momentary loudness follows louder and louder segments`() throws {
        let segments = (0..<20).map { index -> [EBUSignal.Step] in
            let shift = Double(index) * 0.02
            return [(shift, nil), (0.4, -38 + Double(index)), (0.4 - shift, nil)]
        }
        let found = try maxima(segments, .momentary) { try $0.momentary() }
        for (index, loudest) in found.enumerated() {
            #expect(abs(loudest - (-38 + Double(index))) <= tolerance, "segment \(index)")
        }
    }

    /// EBU Tech 3342, Table 1: 20 s a step, ±1 LU.
    @Test(
        arguments: [[-20.0, -30], [-20, -15], [-40, -20], [-50, -35, -20, -35, -50]],
        [LoudnessMeter.Measures.range, [.range, .bounded]])
    func `the loudness range is what the levels span`(levels: [Double], measures: LoudnessMeter.Measures)
        throws
    {
        var meter = try meter(measures)
        try meter.add(EBUSignal(levels.map { (20, $0) }).samples.span)
        let expected = levels.count == 5 ? 15 : abs(levels[0] - levels[1])
        #expect(abs(try meter.range() - expected) <= 1)
    }

    @Test(arguments: 0..<20)
    func `signal 13 finds the loudest moment wherever it begins`(shift: Int) throws {
        var meter = try meter(.momentary)
        let sound = EBUSignal([(Double(shift) * 0.02, nil), (0.4, -23), (1, nil)]).samples
        var loudest = -144.0
        for start in stride(from: 0, to: sound.count - hop + 1, by: hop) {
            try meter.add(sound.span.extracting(start..<(start + hop)))
            loudest = max(loudest, try meter.momentary())
        }
        #expect(abs(loudest + 23) <= tolerance)
    }
}

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

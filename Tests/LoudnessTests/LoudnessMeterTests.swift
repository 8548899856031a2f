import Loudness
import Testing

@Suite struct LoudnessMeterTests {
    @Test func `silence is the floor and no infinity`() throws {
        var meter = try LoudnessMeter(channels: 2, rate: 48_000, measures: [.momentary, .integrated])
        try meter.add([Float](repeating: 0, count: 96_000).span)
        #expect(try meter.momentary() == -144)
        #expect(try meter.integrated() == -144)
    }

    @Test func `one channel reads what the same signal reads in stereo`() throws {
        var meter = try LoudnessMeter(channels: 1, rate: 48_000)
        let stereo = EBUSignal([(1, -23)]).samples
        let mono = stride(from: 0, to: stereo.count, by: 2).map { stereo[$0] }
        try meter.add(mono.span)
        #expect(abs(try meter.momentary() + 23) <= 0.1)
    }

    @Test(arguments: [(0, 48_000), (65, 48_000), (2, 0), (2, 16), (2, 3999), (2, 5_000_000), (-1, 48_000)])
    func `a format nobody can measure is refused by name`(channels: Int, rate: Int) {
        let expected = LoudnessError.unusableFormat(channels: channels, rate: rate)
        #expect(throws: expected) { _ = try LoudnessMeter(channels: channels, rate: rate).channels }
        #expect(expected.description == "cannot measure loudness of \(channels) channels at \(rate) Hz")
    }

    @Test func `a measure the meter was not opened for is refused`() throws {
        let meter = try LoudnessMeter(channels: 2, rate: 48_000)
        #expect(throws: LoudnessError.notMeasured("short-term loudness")) { try meter.shortTerm() }
        #expect(throws: LoudnessError.notMeasured("loudness range")) { try meter.range() }
        #expect(throws: LoudnessError.notMeasured("true peak")) { try meter.truePeak() }
    }

    @Test func `the true peak of a full-scale sine is nothing over full scale`() throws {
        var meter = try LoudnessMeter(channels: 2, rate: 48_000, measures: .truePeak)
        try meter.add(EBUSignal([(1, -6)]).samples.span)
        #expect(abs(try meter.truePeak() + 6) <= 0.3)
    }

    @Test func `two levels ten apart have a range of ten`() throws {
        var meter = try LoudnessMeter(channels: 2, rate: 48_000, measures: [.range, .bounded])
        try meter.add(EBUSignal([(20, -20), (20, -30)]).samples.span)
        #expect(abs(try meter.range() - 10) <= 1)
    }

    @Test func `the benchmark measures its sound`() throws {
        let sum = try SoundBenchmark.measure(SoundBenchmark.sound(seconds: 1))
        #expect(sum.isFinite)
        #expect(sum < 0)
    }
}

import Loudness
import SoundMeasures
import Testing

@Suite struct SlidingLoudnessTests {
    private func meter(step: Int = 10) throws -> SlidingLoudness {
        try SlidingLoudness(channels: 2, rate: 48_000, step: step, measures: [.integrated, .range, .bounded])
    }

    @Test(arguments: [10, 20, 100], [-50.0, -23, -10])
    func `sums of steps are what libebur128 says of the windows`(step: Int, level: Double) throws {
        var sliding = try meter(step: step)
        var whole = try LoudnessMeter(channels: 2, rate: 48_000, measures: [.momentary, .shortTerm])
        let sound = EBUSignal([(2, level), (1.5, level - 12), (0.3, level + 5)]).samples
        try sliding.add(sound.span)
        try whole.add(sound.span)
        #expect(abs(sliding.momentary - (try whole.momentary())) < 0.001)
        #expect(abs(sliding.shortTerm - (try whole.shortTerm())) < 0.001)
    }

    @Test(arguments: 0..<4) func `signal 10 finds the loudest three seconds wherever they begin`(place: Int)
        throws
    {
        var sliding = try meter()
        let silence = Double(place * 5) * 0.15
        try sliding.add(EBUSignal([(max(silence, 0.01), nil), (3, -23), (1, nil)]).samples.span)
        #expect(abs(sliding.shortTermMax + 23) <= 0.1)
    }

    @Test(arguments: 0..<4) func `signal 13 finds the loudest 400 ms wherever they begin`(place: Int) throws {
        var sliding = try meter()
        let silence = Double(place * 5) * 0.02
        try sliding.add(EBUSignal([(max(silence, 0.01), nil), (0.4, -23), (1, nil)]).samples.span)
        #expect(abs(sliding.momentaryMax + 23) <= 0.1)
    }

    @Test func `silence is the floor`() throws {
        var sliding = try meter()
        try sliding.add([Float](repeating: 0, count: 96_000).span)
        #expect(sliding.momentary == -144 && sliding.shortTerm == -144 && sliding.momentaryMax == -144)
    }

    @Test(arguments: [(2, 44_100), (1, 11_025), (64, 48_000), (2, 384_000)])
    func `other rates and numbers of channels are measured`(channels: Int, rate: Int) throws {
        var sliding = try SlidingLoudness(channels: channels, rate: rate, step: 100)
        let sound = EBUSignal([(1, -23)], rate: rate).samples
        let all = stride(from: 0, to: sound.count, by: 2).flatMap { index in
            (0..<channels).map { $0 < 2 ? sound[index] : 0 }
        }
        try sliding.add(all.span)
        #expect(abs(sliding.momentary + 23) <= 0.1)
    }

    @Test(arguments: [44_100, 48_000, 96_000], [-30.0, -1])
    func `our true peak is libebur128's`(rate: Int, level: Double) throws {
        var meter = try LoudnessMeter(channels: 1, rate: rate, measures: .truePeak)
        var ours = TruePeak(rate: rate)
        var state: UInt64 = 88_172_645_463_325_252
        let sound = (0..<rate).map { _ -> Float in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Float((Double(state >> 11) / Double(1 << 52) - 1) * Decibels.linear(level))
        }
        try meter.add(sound.span)
        ours.add(sound.span)
        #expect(abs(Decibels.amplitude(Double(ours.take())) - (try meter.truePeak())) < 0.01)
    }
}

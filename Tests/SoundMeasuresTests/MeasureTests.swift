import Testing

@testable import SoundMeasures

@Suite struct MeasureTests {
    @Test(arguments: [0, 1, 7, 8, 9, 15, 16, 100, 4096, 4105])
    func `peak and sums agree with the plain loops for any length`(count: Int) {
        let samples = (0..<count).map { Float(($0 * 7919) % 2001 - 1000) / 1000 }
        let largest = samples.map(\.magnitude).max() ?? 0
        let squares = samples.reduce(0.0) { $0 + Double($1) * Double($1) }
        #expect(Peak.amplitude(of: samples.span) == largest)
        let sums = BlockSums(samples.span)
        #expect(abs(sums.squares - squares) <= squares * 1e-5)
        #expect(abs(sums.sum - samples.reduce(0.0) { $0 + Double($1) }) < 0.001)
    }

    @Test func `a negative peak counts as much as a positive one`() {
        #expect(Peak.amplitude(of: [0.1, -0.75, 0.5, 0, 0, 0, 0, 0, 0, 0].span) == 0.75)
    }

    @Test func `samples that are no number are passed over`() {
        let samples: [Float] = [.nan, 0.25, .nan, 0.5, 0, 0, 0, 0, .nan]
        #expect(Peak.amplitude(of: samples.span) == 0.5)
    }

    @Test(arguments: [
        (0.0, -144.0), (-1, -144), (.nan, -144), (1, 0), (0.5, -6.0206), (1e-9, -144), (.infinity, 144),
    ])
    func `amplitudes become finite decibels`(amplitude: Double, level: Double) {
        #expect(abs(Decibels.amplitude(amplitude) - level) < 0.0001)
    }

    @Test func `a level and its amplitude are inverses`() {
        #expect(abs(Decibels.amplitude(Decibels.linear(-23)) + 23) < 1e-9)
    }

    @Test func `one step of sixteen bits still counts as nothing and two do not`() {
        var zeros = ExactZeros()
        let quiet = [Float](repeating: -1 / 32767, count: 100)
        zeros.add(quiet.span, peak: 1 / 32767)
        #expect(zeros.run == 100)
        zeros.add([2 / 32767, 0, 0].span, peak: 2 / 32767)
        #expect(zeros.run == 2)
    }

    @Test func `silence is not claimed before enough was heard`() {
        var zeros = ExactZeros()
        zeros.add([0, 0, 0].span, peak: 0)
        #expect(zeros.fills(last: 4) == nil)
        zeros.add([0].span, peak: 0)
        #expect(zeros.fills(last: 4) == true)
        zeros.add([0.5].span, peak: 0.5)
        #expect(zeros.fills(last: 4) == false)
    }

    @Test(arguments: [(5, 0), (6, 1), (7, 1), (500, 1)])
    func `six full-scale samples in a row make one clip`(length: Int, clips: Int) {
        var runs = ClipRuns()
        let samples: [Float] = [0] + Array(repeating: -1, count: length) + [0]
        #expect(runs.add(samples.span, peak: 1) == clips)
    }

    @Test func `a clip that spans two blocks counts once`() {
        var runs = ClipRuns()
        let half: [Float] = [1, 1, 1, 1]
        #expect(runs.add(half.span, peak: 1) == 0)
        #expect(runs.add(half.span, peak: 1) == 1)
        #expect(runs.add([0].span, peak: 0) == 0)
        #expect(runs.add(half.span, peak: 1) == 0)
    }

    @Test func `the largest positive sixteen-bit sample is full scale`() {
        var runs = ClipRuns()
        let samples = [Float](repeating: Float(Int16.max) / 32768, count: 6)
        #expect(runs.add(samples.span, peak: ClipRuns.fullScale) == 1)
    }
}

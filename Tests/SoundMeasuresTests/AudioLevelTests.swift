import Glibc
import SoundMeasures
import Testing

struct AudioLevelTests {
    private func level(_ samples: [Float]) -> AudioLevel {
        var level = AudioLevel()
        level.add(samples.span)
        return level
    }

    @Test func `a full-scale sine peaks at 0 and has an RMS of -3 dBFS`() {
        let measured = level((0..<4800).map { Float(sin(Double($0) * 2 * .pi * 100 / 4800)) })
        #expect(abs(measured.peakDecibels) < 0.01)
        #expect(abs(measured.rmsDecibels + 3.01) < 0.01)
    }

    @Test func `silence is at the floor, which is a number`() {
        let measured = level([Float](repeating: 0, count: 480))
        #expect(measured.peakDecibels == -144)
        #expect(measured.rmsDecibels == -144)
    }

    @Test func `what is not a number counts as silence`() {
        let measured = level([.nan, .infinity, -.infinity, 0.5])
        #expect(abs(measured.peakDecibels + 6.02) < 0.01)
        #expect(measured.rmsDecibels.isFinite)
    }

    @Test func `the loudest channel gives the peak`() {
        var measured = level([Float](repeating: 0.1, count: 100))
        measured.add([Float](repeating: -0.5, count: 100).span)
        #expect(abs(measured.peakDecibels + 6.02) < 0.01)
    }

    @Test func `nothing heard is said apart from silence`() {
        #expect(AudioLevel().isEmpty)
        #expect(!level([0]).isEmpty)
    }
}

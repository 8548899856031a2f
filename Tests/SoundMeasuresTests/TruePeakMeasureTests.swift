import Glibc
import Testing

@testable import SoundMeasures

@Suite struct TruePeakMeasureTests {
    private func peak(_ sound: [Float], rate: Int = 48_000, block: Int = 2400) -> Double {
        var meter = TruePeak(rate: rate, block: block)
        for start in stride(from: 0, to: sound.count, by: block) {
            let part = sound.span.extracting(start..<min(start + block, sound.count))
            meter.add(part, peak: Peak.amplitude(of: part))
        }
        return Decibels.amplitude(Double(meter.take()))
    }

    private func sine(_ divisor: Double, _ degrees: Double, amplitude: Double, frames: Int = 48_000)
        -> [Float]
    {
        (0..<frames).map { index in
            // 10 ms of fading at both ends: a cut is a peak of its own.
            let fade = min(1, Double(min(index, frames - 1 - index)) / 480)
            return Float(fade * amplitude * sin(2 * .pi * Double(index) / divisor + degrees / 180 * .pi))
        }
    }

    @Test(
        arguments: [(4.0, 0.0), (4, 45), (6, 60), (8, 67.5)], [-40.0, -20, -6, 3])
    func `the peak between the samples is found at any level`(signal: (Double, Double), level: Double) {
        let amplitude = Decibels.linear(level)
        let found = peak(sine(signal.0, signal.1, amplitude: amplitude))
        #expect((-0.4...0.2).contains(found - level), "\(found)")
    }

    @Test(arguments: [16, 63, 64, 65, 480, 2400, 48_000])
    func `the size of the blocks does not matter`(block: Int) {
        let sound = sine(6, 60, amplitude: 0.5)
        #expect(abs(peak(sound, block: block) - peak(sound)) < 0.001)
    }

    @Test func `the peak of before is not said again`() {
        var meter = TruePeak(rate: 48_000, block: 100)
        let loud = [Float](repeating: 0.5, count: 100)
        let nothing = [Float](repeating: 0, count: 100)
        meter.add(loud.span, peak: 0.5)
        #expect(meter.take() >= 0.5)
        meter.add(nothing.span, peak: 0)
        _ = meter.take()
        meter.add(nothing.span, peak: 0)
        #expect(meter.take() == 0)
    }

    @Test(arguments: [96_000, 192_000, 384_000]) func `faster sources need fewer samples between`(rate: Int) {
        let found = peak(sine(12, 40, amplitude: 0.5), rate: rate, block: rate / 20)
        #expect((-0.4...0.2).contains(found + 6.02), "\(found)")
    }
}

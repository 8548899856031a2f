import Glibc
internal import SoundMeasures

/// The workload behind `sound.times-real-time` of `make bench`: every level measure and every loudness
/// measure but true peak, over one stereo sound at 48 kHz in blocks of 50 ms, as the microphone probe gets it.
package enum SoundBenchmark {
    /// Measures `seconds` of sound and says how much was measured, so that nothing can be optimised away.
    package static func measure(seconds: Int) throws(LoudnessError) -> Double {
        let rate = 48_000
        let blockFrames = rate / 20
        var levels = LevelMeter(rate: rate, channels: 2)
        var loudness = try LoudnessMeter(
            channels: 2, rate: rate, measures: [.momentary, .shortTerm, .integrated, .range, .bounded])
        let block = tone(frames: blockFrames, rate: rate)
        var sum = 0.0
        for index in 0..<(seconds * 20) {
            levels.add(block.span) { sum += $0.peak + $0.rms }
            try loudness.add(block.span)
            if index % 2 == 1 { sum += try loudness.momentary() }
        }
        return sum + (try loudness.integrated())
    }

    /// 1 kHz at −18 dBFS in both channels: whole periods in 50 ms, so blocks join without a click.
    private static func tone(frames: Int, rate: Int) -> [Float] {
        let amplitude = Decibels.linear(-18)
        return (0..<(frames * 2)).map { index in
            Float(amplitude * sin(2 * .pi * 1000 * Double(index / 2) / Double(rate)))
        }
    }
}

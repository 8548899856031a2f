import Glibc
internal import SoundMeasures

/// The workload behind the `sound.` figures of `make bench`: everything that is measured of a microphone and of a
/// programme at once, over one stereo sound at 48 kHz in blocks of 50 ms, as the microphone probe gets it.
package enum SoundBenchmark {
    package static let rate = 48_000
    package static let channels = 2

    /// Something like speech in a room: noise and partials that swell four times a second, over a floor. Interleaved.
    package static func sound(seconds: Int) -> [Float] {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func noise() -> Float {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Float(Int64(bitPattern: state) >> 40) / 8_388_608
        }
        return (0..<seconds * rate).flatMap { frame -> [Float] in
            let time = Double(frame) / Double(rate)
            let swell = Float(0.5 - 0.5 * cos(2 * .pi * 4 * time))
            let voice = Float(sin(2 * .pi * 140 * time) + 0.5 * sin(2 * .pi * 700 * time)) * 0.1
            let heard = swell * (voice + 0.05 * noise())
            return [heard + 0.001 * noise(), heard * 0.8 + 0.001 * noise()]
        }
    }

    /// Measures a sound and says something of what was found, so that nothing can be optimised away.
    package static func measure(_ sound: [Float]) throws(LoudnessError) -> Double {
        let block = rate / 20 * channels
        var levels = LevelMeter(rate: rate, channels: channels, everything: true)
        var loudness = try SlidingLoudness(
            channels: channels, rate: rate, step: 10, measures: [.integrated, .range, .bounded])
        var drift = ClockDrift(rate: rate)
        var sum = 0.0
        for start in stride(from: 0, to: sound.count - block + 1, by: block) {
            let part = sound.span.extracting(start..<(start + block))
            levels.add(part) { sum += $0.peak + $0.rms + ($0.signal?.truePeak ?? 0) }
            try loudness.add(part)
            sum += loudness.momentary + loudness.shortTerm
            drift.add(frames: start / channels, at: Double(start / channels) / Double(rate))
        }
        sum += (drift.report?.partsPerMillion ?? 0) + loudness.momentaryMax + loudness.shortTermMax
        return sum + (try loudness.integrated()) + (try loudness.range())
    }
}

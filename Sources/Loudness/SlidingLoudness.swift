import Glibc
internal import SoundMeasures

/// Momentary and short-term loudness, looked at after every step of some milliseconds, and what libebur128 keeps of the
/// whole.
///
/// libebur128 weighs the sound and is asked for each step alone; 400 ms and 3 s are sums of steps. Asked for the windows
/// themselves it would add up their samples at every look, which at steps of 10 ms costs more than all the rest.
package struct SlidingLoudness: ~Copyable {
    private var meter: LoudnessMeter
    private let milliseconds: Int
    private let stepFrames: Int
    private var filled = 0
    /// The mean power of each step of the last 3 s.
    private var powers: [Double]
    private var slot = 0
    /// The highest so far, LUFS.
    package private(set) var momentaryMax = Decibels.floor
    package private(set) var shortTermMax = Decibels.floor

    /// `step` must divide 100 ms; the momentary maximum is up to 0.45 LU low with more than 10 (Tech 3341, signal 13).
    package init(
        channels: Int, rate: Int, step milliseconds: Int, measures: LoudnessMeter.Measures = []
    ) throws(LoudnessError) {
        meter = try LoudnessMeter(channels: channels, rate: rate, measures: measures.union(.momentary))
        self.milliseconds = milliseconds
        stepFrames = max(1, rate * milliseconds / 1000)
        powers = Array(repeating: 0, count: 3000 / milliseconds)
    }

    package var channels: Int { meter.channels }

    /// Takes in whole interleaved frames; a torn last frame is left out.
    package mutating func add(_ frames: Span<Float>) throws(LoudnessError) {
        let channels = meter.channels
        let count = frames.count / channels
        var position = 0
        while position < count {
            let stretch = min(stepFrames - filled, count - position)
            try meter.add(frames.extracting(position * channels..<(position + stretch) * channels))
            position += stretch
            filled += stretch
            guard filled == stepFrames else { continue }
            filled = 0
            powers[slot] = Self.power(try meter.loudness(ofLast: milliseconds))
            slot = (slot + 1) % powers.count
            momentaryMax = max(momentaryMax, momentary)
            shortTermMax = max(shortTermMax, shortTerm)
        }
    }

    /// Of the last 400 ms, ungated, LUFS.
    package var momentary: Double { mean(400 / milliseconds) }

    /// Of the last 3 s, ungated, LUFS.
    package var shortTerm: Double { mean(powers.count) }

    /// Of everything so far, gated, LUFS.
    package func integrated() throws(LoudnessError) -> Double { try meter.integrated() }

    /// Loudness range, LU; not stable during the first 60 s (EBU Tech 3342).
    package func range() throws(LoudnessError) -> Double { try meter.range() }

    private func mean(_ count: Int) -> Double {
        var sum = 0.0
        for back in 1...count { sum += powers[(slot + powers.count - back) % powers.count] }
        return sum > 0 ? max(Decibels.floor, 10 * log10(sum / Double(count)) - Self.offset) : Decibels.floor
    }

    /// BS.1770: a sine of 997 Hz at full scale in one channel is −3.01 LUFS.
    private static let offset = 0.691

    private static func power(_ loudness: Double) -> Double {
        loudness > Decibels.floor ? pow(10, (loudness + offset) / 10) : 0
    }
}

/// Peak and RMS of the sound samples of some time, in dBFS (a full-scale sine has an RMS of −3 dBFS), for sound that
/// comes in blocks of any length. `LevelMeter` is for windows of a fixed one.
package struct AudioLevel: Sendable {
    private var peak: Float = 0
    private var squares = 0.0
    private var count = 0

    package init() {}

    package var isEmpty: Bool { count == 0 }

    /// Adds one channel's samples. What is no number, or infinite, counts as silence.
    package mutating func add(_ samples: Span<Float>) {
        count += samples.count
        let (blockPeak, sum) = (Peak.amplitude(of: samples), BlockSums(samples).squares)
        guard !(blockPeak.isFinite && sum.isFinite) else {
            peak = max(peak, blockPeak)
            squares += sum
            return
        }
        // A broken decoder's block: one by one.
        for index in samples.indices where samples[index].isFinite {
            peak = max(peak, samples[index].magnitude)
            squares += Double(samples[index]) * Double(samples[index])
        }
    }

    /// The greatest sample of any channel.
    package var peakDecibels: Double { Decibels.amplitude(Double(peak)) }

    /// Over all samples of all channels.
    package var rmsDecibels: Double { count == 0 ? Decibels.floor : Decibels.power(squares / Double(count)) }
}

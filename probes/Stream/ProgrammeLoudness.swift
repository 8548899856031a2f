import Loudness
import SoundMeasures
import StudioModel

/// The loudness of a recording in EBU mode (Tech 3341): what it is now, its maxima, and the figures of the whole.
struct ProgrammeLoudness: ~Copyable {
    static let metrics: [Metric] = [
        StreamMetrics.momentary, StreamMetrics.momentaryMax, StreamMetrics.shortTerm,
        StreamMetrics.shortTermMax, StreamMetrics.integrated, StreamMetrics.range, StreamMetrics.truePeak,
    ]

    /// Looked at after every 10 ms: the momentary maximum is too low with longer steps (Tech 3341, signal 13).
    private var loudness: SlidingLoudness
    private var truePeaks: [TruePeak]
    private var truePeak: Float = 0

    init(channels: Int, rate: Int) throws(LoudnessError) {
        loudness = try SlidingLoudness(
            channels: channels, rate: rate, step: 10, measures: [.integrated, .range, .bounded])
        truePeaks = Array(repeating: TruePeak(rate: rate), count: channels)
    }

    /// Takes in whole interleaved frames.
    mutating func add(_ frames: Span<Float>) throws(LoudnessError) { try loudness.add(frames) }

    /// Takes in the samples of one channel alone, which `add` has, or gets, among the others.
    mutating func add(_ samples: Span<Float>, channel: Int) {
        guard truePeaks.indices.contains(channel) else { return }
        truePeaks[channel].add(samples)
        truePeak = max(truePeak, truePeaks[channel].take())
    }

    /// LUFS of the last 400 ms and of the last 3 s.
    borrowing func running() -> [Metric: Double] {
        [StreamMetrics.momentary: loudness.momentary, StreamMetrics.shortTerm: loudness.shortTerm]
    }

    /// LUFS, LU and dBTP of everything so far.
    borrowing func whole() throws(LoudnessError) -> [Metric: Double] {
        [
            StreamMetrics.momentaryMax: loudness.momentaryMax,
            StreamMetrics.shortTermMax: loudness.shortTermMax,
            StreamMetrics.integrated: try loudness.integrated(), StreamMetrics.range: try loudness.range(),
            StreamMetrics.truePeak: Decibels.amplitude(Double(truePeak)),
        ]
    }
}

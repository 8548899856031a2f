import Loudness
import SoundMeasures
import StudioModel

/// The loudness of a recording in EBU mode (Tech 3341): what it is now, its maxima, and the figures of the whole.
struct ProgrammeLoudness: ~Copyable {
    static let metrics: [Metric] = [
        StreamMetrics.momentary, StreamMetrics.momentaryMax, StreamMetrics.shortTerm,
        StreamMetrics.shortTermMax, StreamMetrics.integrated, StreamMetrics.range,
    ]

    /// Looked at after every 10 ms: the momentary maximum is too low with longer steps (Tech 3341, signal 13).
    private var loudness: SlidingLoudness
    init(channels: Int, rate: Int) throws(LoudnessError) {
        loudness = try SlidingLoudness(
            channels: channels, rate: rate, step: 10, measures: [.integrated, .range, .bounded])
    }

    /// Takes in whole interleaved frames.
    mutating func add(_ frames: Span<Float>) throws(LoudnessError) { try loudness.add(frames) }

    /// LUFS of the last 400 ms and of the last 3 s.
    borrowing func running() -> [Metric: Double] {
        [StreamMetrics.momentary: loudness.momentary, StreamMetrics.shortTerm: loudness.shortTerm]
    }

    /// LUFS and LU of everything so far.
    borrowing func whole() throws(LoudnessError) -> [Metric: Double] {
        [
            StreamMetrics.momentaryMax: loudness.momentaryMax,
            StreamMetrics.shortTermMax: loudness.shortTermMax,
            StreamMetrics.integrated: try loudness.integrated(), StreamMetrics.range: try loudness.range(),
        ]
    }
}

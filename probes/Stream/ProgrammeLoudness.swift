import Loudness
import SoundMeasures
import StudioModel

/// The loudness of a recording in EBU mode (Tech 3341): what it is now, its maxima, and the figures of the whole.
struct ProgrammeLoudness: ~Copyable {
    static let metrics: [Metric] = [
        StreamMetrics.momentary, StreamMetrics.momentaryMax, StreamMetrics.shortTerm,
        StreamMetrics.shortTermMax, StreamMetrics.integrated, StreamMetrics.range, StreamMetrics.truePeak,
    ]

    /// Short-term loudness is looked at every tenth step: 100 ms find its maximum within 0.1 LU.
    private static let shortTermSteps = 10

    private var meter: LoudnessMeter
    /// Frames of a step of 10 ms: the momentary maximum is up to 0.45 LU low with longer ones (Tech 3341, signal 13).
    private let step: Int
    private var filled = 0
    private var steps = 0
    private var loudestMomentary = Decibels.floor
    private var loudestShortTerm = Decibels.floor
    private var newestPeak: Double?

    init(channels: Int, rate: Int) throws(LoudnessError) {
        meter = try LoudnessMeter(
            channels: channels, rate: rate,
            measures: [.momentary, .shortTerm, .integrated, .range, .truePeak, .bounded])
        step = max(1, rate / 100)
    }

    /// Takes in whole interleaved frames.
    mutating func add(_ frames: Span<Float>) throws(LoudnessError) {
        let channels = meter.channels
        let count = frames.count / channels
        var position = 0
        while position < count {
            let stretch = min(step - filled, count - position)
            try meter.add(frames.extracting(position * channels..<(position + stretch) * channels))
            newestPeak = max(newestPeak ?? Decibels.floor, try meter.newestTruePeak())
            position += stretch
            filled += stretch
            guard filled == step else { continue }
            filled = 0
            steps += 1
            loudestMomentary = max(loudestMomentary, try meter.momentary())
            if steps.isMultiple(of: Self.shortTermSteps) {
                loudestShortTerm = max(loudestShortTerm, try meter.shortTerm())
            }
        }
    }

    /// LUFS of the last 400 ms and of the last 3 s.
    borrowing func running() throws(LoudnessError) -> [Metric: Double] {
        [StreamMetrics.momentary: try meter.momentary(), StreamMetrics.shortTerm: try meter.shortTerm()]
    }

    /// The highest true peak since the last call, dBTP; nil of no sound.
    mutating func takeNewestPeak() -> Double? {
        defer { newestPeak = nil }
        return newestPeak
    }

    /// LUFS, LU and dBTP of everything so far.
    borrowing func whole() throws(LoudnessError) -> [Metric: Double] {
        [
            StreamMetrics.momentaryMax: loudestMomentary, StreamMetrics.shortTermMax: loudestShortTerm,
            StreamMetrics.integrated: try meter.integrated(), StreamMetrics.range: try meter.range(),
            StreamMetrics.truePeak: try meter.truePeak(),
        ]
    }
}

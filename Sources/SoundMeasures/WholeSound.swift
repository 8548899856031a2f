/// What is said of a recording as a whole, however long: constant memory, filled as it is read.
package struct WholeSound: Sendable {
    private var sums: [BlockSums]
    private var pair = PairSums()
    private var clipRuns: [ClipRuns]
    private var levels = LevelHistogram()
    /// Frames so far.
    package private(set) var frames = 0
    /// Runs of full-scale samples, over all channels.
    package private(set) var clips = 0
    /// The highest true peak, dBTP.
    package private(set) var truePeak = Decibels.floor
    /// Where it hummed most; nil where it was too short to tell.
    package private(set) var hum: MainsHum.Report?

    package init(channels: Int) {
        sums = Array(repeating: BlockSums(), count: max(0, channels))
        clipRuns = Array(repeating: ClipRuns(), count: max(0, channels))
    }

    /// Takes in interleaved frames, all of them numbers.
    package mutating func add(_ block: Span<Float>) {
        let channels = sums.count
        guard channels > 0 else { return }
        frames += block.count / channels
        if channels == 2 { pair.add(block, from: 0, frames: block.count / 2) }
    }

    /// Takes in one channel's part of the same.
    package mutating func add(_ samples: Span<Float>, channel: Int) {
        guard sums.indices.contains(channel) else { return }
        sums[channel] += BlockSums(samples)
        clips += clipRuns[channel].add(samples, peak: Peak.amplitude(of: samples))
    }

    /// Takes in what a window of the same came to.
    package mutating func add(_ report: LevelMeter.Report) {
        guard let signal = report.signal else { return }
        truePeak = max(truePeak, signal.truePeak)
        if signal.isNewLevel { levels.add(signal.newest) }
        if let found = signal.hum, found.level >= hum?.level ?? Decibels.floor { hum = found }
    }

    /// The largest DC offset of a channel, as a part of full scale.
    package var offset: Double? {
        frames > 0 ? sums.map { $0.sum.magnitude / Double(frames) }.max() : nil
    }

    /// Of two channels, how they stand to each other.
    package var image: StereoImage? { sums.count == 2 ? pair.image : nil }

    package var channels: Int { sums.count }

    /// Whether it was long enough for a noise floor: one that has none then pauses in digital zeros.
    package var isLong: Bool { levels.isLong }

    /// Noise floor and speech.
    package var floorAndLoud: LevelHistory.Report? { levels.report }
}

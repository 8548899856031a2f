import Loudness
import SoundMeasures
import StreamMeasures
import StudioModel

/// The sound of a recording, with the measures of the microphones beside its levels: loudness, clipping, silence.
struct RecordedSound: ~Copyable {
    /// Quieter than this is silence: the limit of the rules microphone.silent and output.silent, dBFS.
    private static let silenceLimit = -60.0

    private var level = AudioLevel()
    private var windows = LevelMeter(rate: 48_000, channels: 1)
    private var programme: ProgrammeLoudness?
    private var isReady = false
    private var failure: LoudnessError?
    /// One frame's channels, as the decoder hands them out one after the other.
    private var channels: [[Float]] = []
    private var rate = 0
    private var clips = 0
    private var whole = WholeSound(channels: 0)
    /// Samples that are no numbers.
    private var invalid = 0
    /// Seconds of silence up to now, and the longest that was heard since the last reading.
    private var silence = 0.0
    private var longest = 0.0

    /// Takes one channel of a decoded frame; the channels of a frame come in order.
    mutating func add(_ samples: Span<Float>, channel: Int, rate: Int) {
        if channel == 0 { mix() }
        self.rate = rate
        level.add(samples)
        var copy: [Float] = []
        copy.reserveCapacity(samples.count)
        for index in samples.indices {
            if !samples[index].isFinite { invalid += 1 }
            copy.append(samples[index].isFinite ? samples[index] : 0)
        }
        channels.append(copy)
    }

    /// The readings of what was heard since the last call.
    mutating func take() -> [Metric: Outcome] {
        mix()
        guard !level.isEmpty else { return [:] }
        let outcomes = [
            StreamMetrics.audioPeak: Outcome.number(level.peakDecibels),
            StreamMetrics.audioRMS: .number(level.rmsDecibels),
            StreamMetrics.clips: .number(Double(clips)),
            StreamMetrics.silence: .number((max(longest, silence) * 100).rounded() / 100),
        ].merging(loudness(ofWhole: false)) { $1 }
        level = AudioLevel()
        longest = silence
        return outcomes
    }

    /// The readings at the end, the loudness of the whole among them.
    mutating func takeLast() -> [Metric: Outcome] {
        let outcomes = take()
        guard isReady else { return outcomes }
        // The peak of the last, unfinished window counts, too.
        let rest = [Float](repeating: 0, count: windows.channels * max(1, rate / 20))
        windows.add(rest.span) { whole.add($0) }
        return outcomes.merging(loudness(ofWhole: true)) { $1 }
            .merging(WholeReadings.outcomes(whole, invalid: invalid)) { $1 }
    }

    /// What is measured of the loudness now, or of the whole; or why nothing is.
    private func loudness(ofWhole: Bool) -> [Metric: Outcome] {
        do throws(LoudnessError) {
            if let failure { throw failure }
            guard let figures = ofWhole ? try programme?.whole() : programme?.running() else {
                return [:]
            }
            return figures.mapValues { .number(($0 * 100).rounded() / 100) }
        } catch {
            return Dictionary(
                ProgrammeLoudness.metrics.map { ($0, .failed("\(error)")) },
                uniquingKeysWith: { one, _ in one })
        }
    }

    /// Interleaves the frame that is complete, and measures it.
    private mutating func mix() {
        guard let count = channels.map(\.count).min(), count > 0 else { return channels.removeAll() }
        var frame: [Float] = []
        frame.reserveCapacity(count * channels.count)
        for index in 0..<count { for channel in channels { frame.append(channel[index]) } }
        prepare(channels: channels.count)
        whole.add(frame.span)
        for (index, samples) in channels.enumerated() {
            whole.add(samples.span.extracting(first: count), channel: index)
        }
        channels.removeAll(keepingCapacity: true)
        do throws(LoudnessError) {
            try programme?.add(frame.span)
        } catch {
            failure = error
        }
        let seconds = 0.05
        var reports: [LevelMeter.Report] = []
        windows.add(frame.span) { reports.append($0) }
        for report in reports {
            whole.add(report)
            clips = report.clips
            silence = report.peak < Self.silenceLimit ? silence + seconds : 0
            longest = max(longest, silence)
        }
    }

    /// The meters, once the sound's shape is known.
    private mutating func prepare(channels count: Int) {
        guard !isReady || windows.channels != count || windows.rate != rate else { return }
        isReady = true
        windows = LevelMeter(rate: rate, channels: count, everything: true)
        whole = WholeSound(channels: count)
        do throws(LoudnessError) {
            programme = try ProgrammeLoudness(channels: count, rate: rate)
        } catch {
            failure = error
        }
    }
}

import Loudness
import ProbeKit
import SoundMeasures
import StudioModel

/// The loudness of the published sound while it is watched, in EBU mode (Tech 3341): of the last moments, and of the
/// show so far. The figures of the whole begin anew when the show goes on air, and go on when a connection is made anew.
struct LiveLoudness: ~Copyable {
    /// Seconds of sound before the figures of the whole are worth judging: a greeting is no programme (reference:
    /// integrated loudness is judged after 60 s, and the range is not stable before).
    static let leastSeconds = 60.0
    static let metrics: [Metric] = [
        StreamMetrics.momentary, StreamMetrics.shortTerm, StreamMetrics.integrated, StreamMetrics.range,
        StreamMetrics.truePeak,
    ]

    private var mixer = FrameMixer()
    private var programme: ProgrammeLoudness?
    private var peaks: [TruePeak] = []
    private var shape = (channels: 0, rate: 0)
    private var failure: LoudnessError?
    private var frames = 0
    /// Those since the last readings.
    private var fresh = 0
    private var wasOnAir = false

    /// Takes one channel of a decoded frame.
    mutating func add(_ samples: Span<Float>, channel: Int, rate: Int) {
        var mixer = FrameMixer()
        swap(&mixer, &self.mixer)
        mixer.add(samples, channel: channel, rate: rate) { measure($0, $1, rate: $2) }
        swap(&mixer, &self.mixer)
    }

    /// The show goes on air, or is over.
    mutating func note(isOnAir: Bool) {
        if isOnAir, !wasOnAir { begin() }
        wasOnAir = isOnAir
    }

    /// The readings now; nil before there was another tenth of a second of sound.
    mutating func readings() -> [Metric: Outcome]? {
        guard fresh > 0, fresh >= shape.rate / 10 else { return nil }
        fresh = 0
        do throws(LoudnessError) {
            if let failure { throw failure }
            guard var figures = programme?.running() else { return nil }
            let peak = peaks.indices.map { peaks[$0].take() }.max() ?? 0
            figures[StreamMetrics.truePeak] = Decibels.amplitude(Double(peak))
            var outcomes = figures.mapValues { Outcome.number(($0 * 100).rounded() / 100) }
            guard Double(frames) >= Self.leastSeconds * Double(shape.rate) else {
                let reason = Outcome.absent("not yet measured: needs \(Int(Self.leastSeconds)) s of sound")
                outcomes[StreamMetrics.integrated] = reason
                outcomes[StreamMetrics.range] = reason
                return outcomes
            }
            let whole = try programme?.whole() ?? [:]
            for metric in [StreamMetrics.integrated, StreamMetrics.range] {
                outcomes[metric] = whole[metric].map { .number(($0 * 100).rounded() / 100) }
            }
            return outcomes
        } catch {
            return Dictionary(
                Self.metrics.map { ($0, .failed("\(error)")) }, uniquingKeysWith: { one, _ in one })
        }
    }

    private mutating func measure(_ frame: Span<Float>, _ channels: [[Float]], rate: Int) {
        if shape != (channels.count, rate) {
            shape = (channels.count, rate)
            peaks = channels.map { _ in TruePeak(rate: rate) }
            begin()
        }
        frames += frame.count / channels.count
        fresh += frame.count / channels.count
        for (index, samples) in channels.enumerated() { peaks[index].add(samples.span) }
        do throws(LoudnessError) {
            try programme?.add(frame)
        } catch {
            failure = error
        }
    }

    private mutating func begin() {
        guard shape.rate > 0 else { return }
        frames = 0
        failure = nil
        do throws(LoudnessError) {
            programme = try ProgrammeLoudness(channels: shape.channels, rate: shape.rate)
        } catch {
            programme = nil
            failure = error
        }
    }
}

import Loudness
import SoundMeasures
import StudioModel

/// Levels and loudness of one microphone, from blocks of its source: readings come out 20 times a second.
struct SoundMeter: ~Copyable {
    private var levels: LevelMeter
    private var loudness: LoudnessMeter
    private var loudnessFailure: LoudnessError?
    private let channels: Int
    private let channel: Int?
    private let shelf: SoundShelf?
    /// The chosen channel alone, for the loudness meter.
    private var picked: [Float] = []
    private var holes = RecentCount()
    /// Frames heard so far.
    private(set) var frames = 0
    private var windows = 0

    init(rate: Int, channels: Int, channel: Int?, shelf: SoundShelf? = nil) throws(LoudnessError) {
        levels = LevelMeter(rate: rate, channels: channels, channel: channel)
        loudness = try LoudnessMeter(channels: channel == nil ? channels : 1, rate: rate)
        self.channels = channels
        self.channel = channel
        self.shelf = shelf
    }

    /// How much was heard, seconds.
    var seconds: Double { Double(frames) / Double(levels.rate) }

    mutating func addHoles(_ count: Int, at instant: Instant) {
        holes.add(count, at: instant)
    }

    /// Takes in whole frames; `send` gets the readings of every window they complete.
    mutating func add(_ block: Span<Float>, at instant: Instant, send: ([Metric: Outcome]) -> Void) {
        frames += block.count / channels
        addLoudness(block)
        shelf?.add(block, rate: levels.rate, channels: channels, channel: channel)
        var reports: [LevelMeter.Report] = []
        levels.add(block) { reports.append($0) }
        for report in reports { send(readings(report, at: instant)) }
    }

    private mutating func addLoudness(_ block: Span<Float>) {
        do throws(LoudnessError) {
            guard let channel else { return try loudness.add(block) }
            let alone = pick(channel, of: block)
            try loudness.add(alone.span)
            picked = alone
        } catch {
            loudnessFailure = error
        }
    }

    private func momentary() -> Outcome {
        if let loudnessFailure { return .failed("\(loudnessFailure)") }
        do throws(LoudnessError) {
            return .number(hundredths(try loudness.momentary()))
        } catch {
            return .failed("\(error)")
        }
    }

    private mutating func readings(_ report: LevelMeter.Report, at instant: Instant) -> [Metric: Outcome] {
        var readings: [Metric: Outcome] = [
            MicrophoneMetrics.peak: .number(hundredths(report.peak)),
            MicrophoneMetrics.rms: .number(hundredths(report.rms)),
        ]
        windows += 1
        // 10 a second are enough for what looks back 400 ms and more.
        guard windows.isMultiple(of: 2) else { return readings }
        if let zeros = report.zeros { readings[MicrophoneMetrics.zeros] = .flag(zeros) }
        readings[MicrophoneMetrics.clips] = .number(Double(report.clips))
        readings[MicrophoneMetrics.holes] = .number(Double(holes.count(at: instant)))
        // Looks back a second.
        if let offset = report.offset {
            readings[MicrophoneMetrics.offset] = .number(hundredths(offset * 100))
        }
        readings.merge(StereoReport.outcomes(report.image, channels: channels, channel: channel)) { $1 }
        // The first 400 ms are measured against the silence before the meter began.
        if seconds >= 0.4 {
            readings[MicrophoneMetrics.momentary] = momentary()
        }
        return readings
    }

    /// Takes the buffer out of `picked`, whose memory is used again by the next block.
    private mutating func pick(_ channel: Int, of block: Span<Float>) -> [Float] {
        var alone: [Float] = []
        swap(&alone, &picked)
        alone.removeAll(keepingCapacity: true)
        for index in stride(from: channel, to: block.count, by: channels) { alone.append(block[index]) }
        return alone
    }

    /// A hundredth of a decibel is finer than any limit, and half as long on the line.
    private func hundredths(_ level: Double) -> Double {
        (level * 100).rounded() / 100
    }
}

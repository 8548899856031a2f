import Loudness
import SoundMeasures
import StudioModel

/// Levels and loudness of one microphone, from blocks of its source: readings come out 20 times a second.
struct SoundMeter: ~Copyable {
    private var levels: LevelMeter
    private var loudness: SlidingLoudness
    private var loudnessFailure: LoudnessError?
    private var drift: ClockDrift
    private let channels: Int
    private let channel: Int?
    private let shelf: SoundShelf?
    /// The chosen channel alone, for the loudness meter.
    private var picked: [Float] = []
    /// A block whose samples are not all numbers, with silence for those that are none.
    private var mended: [Float] = []
    private var brokenAt: Instant?
    private var holes = RecentCount()
    /// Frames heard so far.
    private(set) var frames = 0
    private var windows = 0

    /// Readings come every 50 ms; what looks back 400 ms and more 10 times a second, what looks back seconds twice.
    private static let (quick, slow) = (2, 10)

    init(rate: Int, channels: Int, channel: Int?, shelf: SoundShelf? = nil) throws(LoudnessError) {
        guard channels > 0, rate > 0, channel.map({ (0..<channels).contains($0) }) ?? true else {
            throw .unusableFormat(channels: channels, rate: rate)
        }
        // Steps of 100 ms, which is how often loudness is said.
        loudness = try SlidingLoudness(
            channels: channel == nil ? channels : 1, rate: rate, step: 100, measures: [.integrated, .bounded])
        levels = LevelMeter(rate: rate, channels: channels, channel: channel, everything: true)
        drift = ClockDrift(rate: rate)
        self.channels = channels
        self.channel = channel
        self.shelf = shelf
    }

    /// How much was heard, seconds.
    var seconds: Double { Double(frames) / Double(levels.rate) }

    mutating func addHoles(_ count: Int, at instant: Instant) {
        if count > 0 { drift.restart() }
        holes.add(count, at: instant)
    }

    /// So many frames had come in all, at a time in seconds of a clock that never jumps.
    mutating func delivered(_ frames: Int, at seconds: Double) {
        drift.add(frames: frames, at: seconds)
    }

    /// Takes in whole frames; `send` gets the readings of every window they complete.
    mutating func add(_ block: Span<Float>, at instant: Instant, send: ([Metric: Outcome]) -> Void) {
        shelf?.add(block, rate: levels.rate, channels: channels, channel: channel)
        guard BlockSums(block).squares.isFinite else {
            let whole = mend(block, at: instant)
            measure(whole.span, at: instant, send: send)
            mended = whole
            return
        }
        measure(block, at: instant, send: send)
    }

    private mutating func measure(
        _ block: Span<Float>, at instant: Instant, send: ([Metric: Outcome]) -> Void
    ) {
        frames += block.count / channels
        addLoudness(block)
        var reports: [LevelMeter.Report] = []
        levels.add(block) { reports.append($0) }
        for report in reports {
            let readings = readings(report, at: instant)
            if !readings.isEmpty { send(readings) }
        }
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

    private mutating func readings(_ report: LevelMeter.Report, at instant: Instant) -> [Metric: Outcome] {
        windows += 1
        if let brokenAt, instant.seconds(since: brokenAt) < 1 {
            guard windows.isMultiple(of: Self.slow) else { return [:] }
            let reason = Outcome.failed("the source sends samples that are no numbers")
            return Dictionary(MicrophoneMetrics.heard.map { ($0, reason) }, uniquingKeysWith: { $1 })
        }
        var readings: [Metric: Outcome] = [
            MicrophoneMetrics.peak: .number(SignalReadings.hundredths(report.peak)),
            MicrophoneMetrics.rms: .number(SignalReadings.hundredths(report.rms)),
        ]
        guard windows.isMultiple(of: Self.quick) else { return readings }
        if let zeros = report.zeros { readings[MicrophoneMetrics.zeros] = .flag(zeros) }
        readings[MicrophoneMetrics.clips] = .number(Double(report.clips))
        readings[MicrophoneMetrics.holes] = .number(Double(holes.count(at: instant)))
        // Looks back a second.
        if let offset = report.offset {
            readings[MicrophoneMetrics.offset] = .number(SignalReadings.hundredths(offset * 100))
        }
        readings.merge(StereoReport.outcomes(report.image, channels: channels, channel: channel)) { $1 }
        readings.merge(running()) { $1 }
        guard windows.isMultiple(of: Self.slow), let signal = report.signal else { return readings }
        readings.merge(SignalReadings.outcomes(signal, isZero: report.zeros == true)) { $1 }
        readings.merge(SignalReadings.outcomes(drift.report)) { $1 }
        readings[MicrophoneMetrics.integrated] = integrated()
        return readings
    }

    /// Loudness now; the first 400 ms, and 3 s, are measured against the silence before the meter began.
    private func running() -> [Metric: Outcome] {
        if let loudnessFailure {
            let failure = Outcome.failed("\(loudnessFailure)")
            return [MicrophoneMetrics.momentary: failure, MicrophoneMetrics.shortTerm: failure]
        }
        var readings: [Metric: Outcome] = [:]
        if seconds >= 0.4 {
            readings[MicrophoneMetrics.momentary] = .number(SignalReadings.hundredths(loudness.momentary))
        }
        if seconds >= 3 {
            readings[MicrophoneMetrics.shortTerm] = .number(SignalReadings.hundredths(loudness.shortTerm))
        }
        return readings
    }

    private func integrated() -> Outcome {
        do throws(LoudnessError) {
            if let loudnessFailure { throw loudnessFailure }
            return .number(SignalReadings.hundredths(try loudness.integrated()))
        } catch {
            return .failed("\(error)")
        }
    }

    /// Takes the buffer out of `mended`, whose memory is used again. One sample that is no number would stay in the
    /// filters for ever.
    private mutating func mend(_ block: Span<Float>, at instant: Instant) -> [Float] {
        var whole: [Float] = []
        swap(&whole, &mended)
        whole.removeAll(keepingCapacity: true)
        for index in block.indices {
            if !block[index].isFinite { brokenAt = instant }
            whole.append(block[index].isFinite ? block[index] : 0)
        }
        return whole
    }

    /// Takes the buffer out of `picked`, whose memory is used again by the next block.
    private mutating func pick(_ channel: Int, of block: Span<Float>) -> [Float] {
        var alone: [Float] = []
        swap(&alone, &picked)
        alone.removeAll(keepingCapacity: true)
        for index in stride(from: channel, to: block.count, by: channels) { alone.append(block[index]) }
        return alone
    }
}

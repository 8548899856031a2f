import FFmpeg
import StreamMeasures
import StudioModel

/// What a connection's picture and sound are, as readings.
struct StreamFormat: Hashable, Sendable {
    var video: MediaStream?
    var audio: MediaStream?

    /// The states; `hasSound` says whether sound still comes, `mayGrow` whether a picture may still follow: an ingest
    /// sends who joins between two key frames the sound alone until the next.
    func outcomes(hasSound: Bool, mayGrow: Bool = false) -> [Metric: Outcome] {
        let noVideo = Self.noVideo(mayGrow)
        let noAudio = Outcome.absent("the stream has no sound")
        let (keyFrame, sound) = ("needs a key frame", "needs a packet of sound")
        return [
            StreamMetrics.videoCodec: video.map { .text($0.codec) } ?? noVideo,
            StreamMetrics.width: video.map { Self.state($0.width, keyFrame) } ?? noVideo,
            StreamMetrics.height: video.map { Self.state($0.height, keyFrame) } ?? noVideo,
            StreamMetrics.audioPresent: .flag(audio != nil && hasSound),
            StreamMetrics.audioCodec: audio.map { .text($0.codec) } ?? noAudio,
            StreamMetrics.audioRate: audio.map { Self.state($0.sampleRate, sound) } ?? noAudio,
            StreamMetrics.audioChannels: audio.map { Self.state($0.channels, sound) } ?? noAudio,
        ]
    }

    private static func noVideo(_ mayGrow: Bool) -> Outcome {
        .absent(mayGrow ? "not yet measured: needs a key frame" : "the stream has no video")
    }

    private static func state(_ value: Int?, _ needs: String) -> Outcome {
        number(value.map(Double.init), needs)
    }

    /// The levels; what has no value yet says what it waits for.
    func outcomes(
        _ figures: StreamFigures, pacing: StreamMeter.Pacing, mayGrow: Bool = false
    ) -> [Metric: Outcome] {
        let second = "needs a second of stream"
        let rate = pacing == .segmented ? "needs a whole segment" : second
        let clock: Outcome =
            switch pacing {
            case .live: Self.number(figures.clockRatio, "needs 12 s of stream")
            case .segmented: .unsupported("HLS comes a segment at a time: too uneven to tell a clock by")
            case .file: .unsupported("a file has no arrival clock to compare with")
            }
        let noVideo = Self.noVideo(mayGrow)
        var outcomes: [Metric: Outcome] = [
            StreamMetrics.bitrate: Self.number(figures.bitsPerSecond, rate),
            StreamMetrics.frameRate: video == nil ? noVideo : Self.number(figures.framesPerSecond, rate),
            StreamMetrics.group: video == nil
                ? noVideo : Self.number(figures.groupSeconds, "needs two key frames"),
            StreamMetrics.clockRatio: clock,
            StreamMetrics.packetAge: Self.number(figures.packetAge, second),
            StreamMetrics.backwards: .number(figures.timestampsBackwards),
            StreamMetrics.jump: .number(figures.timestampJump),
        ]
        guard pacing != .file else { return outcomes }
        for metric in StreamMetrics.ofRecordings {
            outcomes[metric] = .unsupported("measured over a recording only")
        }
        return outcomes
    }

    private static func number(_ value: Double?, _ reason: String) -> Outcome {
        value.map { .number($0) } ?? .absent("not yet measured: \(reason)")
    }
}

import FFmpeg
import StreamMeasures
import StudioModel

/// What a connection's picture and sound are, as readings.
struct StreamFormat: Hashable, Sendable {
    var video: MediaStream?
    var audio: MediaStream?

    /// The states; `hasSound` says whether sound still comes.
    func outcomes(hasSound: Bool) -> [Metric: Outcome] {
        let noVideo = Outcome.absent("the stream has no video")
        let noAudio = Outcome.absent("the stream has no sound")
        return [
            StreamMetrics.videoCodec: video.map { .text($0.codec) } ?? noVideo,
            StreamMetrics.width: Self.number(video?.width) ?? noVideo,
            StreamMetrics.height: Self.number(video?.height) ?? noVideo,
            StreamMetrics.audioPresent: .flag(audio != nil && hasSound),
            StreamMetrics.audioCodec: audio.map { .text($0.codec) } ?? noAudio,
            StreamMetrics.audioRate: Self.number(audio?.sampleRate) ?? noAudio,
            StreamMetrics.audioChannels: Self.number(audio?.channels) ?? noAudio,
        ]
    }

    private static func number(_ value: Int?) -> Outcome? { value.map { .number(Double($0)) } }

    /// The levels; what has no value yet says what it waits for.
    func outcomes(_ figures: StreamFigures, pacing: StreamMeter.Pacing) -> [Metric: Outcome] {
        let second = "needs a second of stream"
        let rate = pacing == .segmented ? "needs a whole segment" : second
        let clock: Outcome =
            switch pacing {
            case .live: Self.number(figures.clockRatio, "needs 12 s of stream")
            case .segmented: .unsupported("HLS comes a segment at a time: too uneven to tell a clock by")
            case .file: .unsupported("a file has no arrival clock to compare with")
            }
        let noVideo = Outcome.absent("the stream has no video")
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

import ProbeProtocol
import StudioModel

/// The metrics of `output/*`.
enum StreamMetrics {
    static let published: Metric = "output.published"
    static let bitrate: Metric = "output.bitrate"
    static let frameRate: Metric = "output.fps"
    static let group: Metric = "output.gop"
    static let videoCodec: Metric = "output.video.codec"
    static let width: Metric = "output.video.width"
    static let height: Metric = "output.video.height"
    static let audioPresent: Metric = "output.audio.present"
    static let audioCodec: Metric = "output.audio.codec"
    static let audioRate: Metric = "output.audio.rate"
    static let audioChannels: Metric = "output.audio.channels"
    static let audioPeak: Metric = "output.audio.level.peak"
    static let audioRMS: Metric = "output.audio.level.rms"
    static let momentary: Metric = "output.audio.loudness.momentary"
    static let integrated: Metric = "output.audio.loudness.integrated"
    static let momentaryMax: Metric = "output.audio.loudness.momentary.max"
    static let shortTerm: Metric = "output.audio.loudness.short-term"
    static let shortTermMax: Metric = "output.audio.loudness.short-term.max"
    static let range: Metric = "output.audio.loudness.range"
    static let truePeak: Metric = "output.audio.peak.true"
    static let clips: Metric = "output.audio.clips"
    static let silence: Metric = "output.audio.silence"
    static let clockRatio: Metric = "output.clock.ratio"
    static let packetAge: Metric = "output.packet.age"
    static let backwards: Metric = "output.timestamps.backwards"
    static let jump: Metric = "output.timestamps.jump"

    /// Everything but `output.published`, which has a value even when nothing is published.
    static let measured: [Metric] = all.map(\.name).filter { $0 != published }

    /// What is measured of recordings only.
    static let ofRecordings: [Metric] =
        [
            momentary, momentaryMax, shortTerm, shortTermMax, integrated, range, truePeak, clips, silence,
        ] + wholes

    static let all: [MetricDescription] =
        [
            state(published, "", "Whether packets of the stream reach a viewer.", "libavformat"),
            level(
                bitrate, "bit/s", "Bits of picture and sound that arrived in the last second.",
                "packet sizes"),
            level(
                frameRate, "Hz", "Frames of video that arrived in the last second.", "packets of the video"),
            level(group, "s", "Time from key frame to key frame.", "decoding times"),
            state(videoCodec, "", "How the picture is coded.", "container and bit stream"),
            state(width, "px", "Width of the picture.", "container and bit stream"),
            state(height, "px", "Height of the picture.", "container and bit stream"),
            state(
                audioPresent, "", "Whether the stream has sound: a packet of it in the last 3 s.", "packets"),
            state(audioCodec, "", "How the sound is coded.", "container"),
            state(audioRate, "Hz", "Samples a second.", "container"),
            state(audioChannels, "", "Channels of the sound.", "container"),
            level(audioPeak, "dBFS", "Greatest sample of the published sound.", "decoded samples"),
            level(audioRMS, "dBFS", "RMS of the published sound over all channels.", "decoded samples"),
            level(momentary, "LUFS", "Loudness of a recording's last 400 ms.", "libebur128"),
            level(integrated, "LUFS", "Loudness of a whole recording, gated.", "libebur128, EBU R 128"),
            level(
                momentaryMax, "LUFS", "The loudest 400 ms of a whole recording, in steps of 10 ms.",
                "libebur128, EBU Tech 3341"),
            level(shortTerm, "LUFS", "Loudness of a recording's last 3 s.", "libebur128"),
            level(
                shortTermMax, "LUFS", "The loudest 3 s of a whole recording, in steps of 100 ms.",
                "libebur128, EBU Tech 3341"),
            level(
                range, "LU", "Loudness range of a whole recording; not stable before 60 s.",
                "libebur128, EBU Tech 3342"),
            level(truePeak, "dBTP", "Highest true peak of a whole recording.", "libebur128, BS.1770 annex 2"),
            level(
                clips, "count", "Runs of full-scale samples in a recording's last second.", "decoded samples"),
            level(
                silence, "s", "How long a recording's sound has stayed below -60 dBFS.", "decoded samples"),
            level(clockRatio, "", "Seconds of media a second brings, over the last 60 s.", "regression"),
            level(packetAge, "s", "Time since the newest packet.", "arrival times"),
            level(backwards, "", "How often a timestamp went back in the last 10 s.", "decoding times"),
            level(jump, "s", "Longest jump of a timestamp in the last 10 s.", "decoding times"),
        ] + ofWhole

    private static func state(_ name: Metric, _ unit: String, _ meaning: String, _ source: String)
        -> MetricDescription
    {
        MetricDescription(name, unit: unit, kind: .state, meaning: meaning, source: source)
    }

    static func level(
        _ name: Metric, _ unit: String, _ meaning: String, _ source: String
    ) -> MetricDescription {
        // Sent every 0.1 s (sound) or 0.5 s; a second is what a busy machine may make of it.
        MetricDescription(name, unit: unit, kind: .level, period: 1, meaning: meaning, source: source)
    }
}

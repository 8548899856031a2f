import ProbeProtocol
import StudioModel

/// What is said at the end of a recording, of all of its sound.
extension StreamMetrics {
    static let noise: Metric = "output.audio.noise"
    static let speechToNoise: Metric = "output.audio.snr"
    static let hum: Metric = "output.audio.hum"
    static let humLevel: Metric = "output.audio.hum.level"
    static let humMains: Metric = "output.audio.hum.mains"
    static let offset: Metric = "output.audio.dc"
    static let clipRuns: Metric = "output.audio.clips.total"
    static let correlation: Metric = "output.audio.correlation"
    static let balance: Metric = "output.audio.balance"
    static let invalid: Metric = "output.audio.invalid"

    static let wholes: [Metric] = [
        noise, speechToNoise, hum, humLevel, humMains, offset, clipRuns, correlation, balance, invalid,
    ]

    static let ofWhole: [MetricDescription] = [
        level(
            noise, "dBFS", "Noise floor of a whole recording: a tenth of its time is quieter.",
            "10th percentile of the RMS of 400 ms, every 100 ms"),
        level(
            speechToNoise, "dB", "The loudest tenth of a whole recording over its noise floor.",
            "90th percentile over the 10th, of the same"),
        level(
            hum, "dB",
            "Mains hum where it was loudest, over what else is in its bands; 0 where nothing hums.",
            "lines of 50 or 60 Hz in 2 s"),
        level(humLevel, "dBFS", "RMS of that hum.", "the sum of those lines"),
        level(humMains, "Hz", "The mains that hums; 0 where nothing does.", "the grid that the lines lie on"),
        level(offset, "%", "DC offset of a whole recording, of full scale.", "|mean x|, the worst channel"),
        level(clipRuns, "count", "Runs of 6 or more full-scale samples in a whole recording.", "testrtc"),
        level(
            correlation, "", "Of a whole recording's two channels: 1 in phase, −1 one upside down.",
            "Σ LR / √(Σ L² Σ R²)"),
        level(
            balance, "dB", "How much louder one of a whole recording's two channels is.",
            "|10 lg (Σ L² / Σ R²)|"),
        level(invalid, "count", "Samples of a whole recording that are no numbers.", "NaN and infinities"),
    ]
}

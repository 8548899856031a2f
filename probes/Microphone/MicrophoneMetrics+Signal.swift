import ProbeProtocol
import StudioModel

/// What longer listening tells: noise, hum, speech over noise, the clock, and loudness over more than a moment.
extension MicrophoneMetrics {
    static let noise: Metric = "microphone.noise"
    static let speechToNoise: Metric = "microphone.snr"
    static let hum: Metric = "microphone.hum"
    static let humLevel: Metric = "microphone.hum.level"
    static let humMains: Metric = "microphone.hum.mains"
    static let truePeak: Metric = "microphone.peak.true"
    static let shortTerm: Metric = "microphone.loudness.short-term"
    static let integrated: Metric = "microphone.loudness.integrated"
    static let drift: Metric = "microphone.clock.drift"
    static let driftHours: Metric = "microphone.clock.hours"

    static let signal: [Metric] = [
        noise, speechToNoise, hum, humLevel, humMains, truePeak, shortTerm, integrated, drift, driftHours,
    ]

    static let signals: [MetricDescription] = [
        level(
            noise, "dBFS",
            "Noise floor of the last 30 s, without digital zeros: a tenth of the time is quieter.",
            "10th percentile of the RMS of 400 ms, every 100 ms"),
        level(
            speechToNoise, "dB", "Speech over the noise floor, of the last 30 s, once somebody spoke.",
            "90th percentile over the 10th, of the same"),
        level(
            hum, "dB",
            "Mains hum with its multiples, over what else is in their bands of 3.4 Hz; 0 where nothing hums.",
            "lines of 50 or 60 Hz in 2 s, through a Hann window"),
        level(humLevel, "dBFS", "RMS of the hum.", "the sum of those lines"),
        level(humMains, "", "The mains that hums: 50 Hz, 60 Hz, or none.", "the grid that the lines lie on"),
        level(
            truePeak, "dBTP", "Highest point of the wave between its samples, of the last second.",
            "ITU-R BS.1770 annex 2"),
        level(shortTerm, "LUFS", "Loudness of the last 3 s.", "ITU-R BS.1770, libebur128"),
        level(
            integrated, "LUFS", "Loudness since listening began, gated.", "EBU R 128, libebur128"),
        level(
            drift, "ppm",
            "How much faster than this computer's clock the microphone's runs; said once its error is below 20.",
            "slope of frames against ALSA's own times, or against their arrival"),
        level(
            driftHours, "h", "Hours until its sound and a picture are 40 ms apart by that; at most 1000.",
            "40 ms / drift"),
    ]
}

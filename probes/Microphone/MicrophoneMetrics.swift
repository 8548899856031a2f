import ProbeProtocol
import StudioModel

/// The metrics of a microphone: names, units and meanings in one place.
enum MicrophoneMetrics {
    static let present: Metric = "microphone.present"
    static let plugged: Metric = "microphone.plugged"
    static let muted: Metric = "microphone.muted"
    static let mutedLayer: Metric = "microphone.muted.layer"
    static let volume: Metric = "microphone.volume"
    static let state: Metric = "microphone.state"
    static let rate: Metric = "microphone.rate"
    static let holder: Metric = "microphone.holder"
    static let listenerMuted: Metric = "microphone.listener.muted"
    static let peak: Metric = "microphone.level.peak"
    static let rms: Metric = "microphone.level.rms"
    static let momentary: Metric = "microphone.loudness.momentary"
    static let zeros: Metric = "microphone.zeros"
    static let clips: Metric = "microphone.clips"
    static let holes: Metric = "microphone.holes"
    static let offset: Metric = "microphone.dc"
    static let balance: Metric = "microphone.balance"
    static let correlation: Metric = "microphone.correlation"

    /// What only listening can tell.
    static let heard: [Metric] =
        [
            peak, rms, momentary, zeros, clips, holes, offset, balance, correlation,
        ] + signal + heardOfRouting + heardOfWireless

    /// What the sound server or the card tells without listening.
    static let told: [Metric] =
        [
            plugged, muted, mutedLayer, volume, state, rate, holder, listenerMuted,
        ] + toldOfRouting

    /// Reasons are said again this often, and levels come at least this often, seconds.
    static let levelPeriod = 0.5

    static let all = own + signals + routing + wireless

    private static let own: [MetricDescription] = [
        state(present, "The microphone is there.", "the server's sources; /proc/asound/cards"),
        state(plugged, "Something is plugged into the input in use.", "port availability"),
        state(muted, "No sound can come through, at any layer.", "source mute; capture switch"),
        state(
            mutedLayer, "Every layer that mutes: source, capture switch, the expected program; or none.",
            "source mute; capture switch; source outputs"),
        state(state, "Running, idle or suspended.", "source state; /proc/asound/…/status"),
        state(rate, "The device's own sample rate.", "source sample specification", unit: "Hz"),
        state(
            holder, "Other programs that record from it, with their pid and uid, or none.",
            "source outputs; owner_pid"
        ),
        state(
            listenerMuted, "Recording programs that are muted by themselves, or none.", "source outputs"),
        MetricDescription(
            volume, unit: "dB", kind: .level, period: 2, meaning: "Gain of the channel, 0 dB is 100 %.",
            source: "pa_sw_volume_to_dB; capture volume"),
        level(peak, "dBFS", "Highest sample of 50 ms.", "20 lg |x|"),
        level(rms, "dBFS", "Power of 50 ms; a full-scale sine is −3.01.", "10 lg mean x²"),
        level(
            momentary, "LUFS", "Loudness of 400 ms; one channel counts as heard from both loudspeakers.",
            "ITU-R BS.1770, libebur128"),
        level(zeros, "", "Nothing but zeros for 400 ms: |x| ≤ 1/32767.", "testrtc"),
        level(clips, "", "Runs of 6 or more full-scale samples in the last second.", "testrtc"),
        level(holes, "", "Stretches of sound lost in the last second.", "pa_stream_peek; ALSA overruns"),
        level(offset, "%", "DC offset of the last second, of full scale.", "|mean x|, the worst channel"),
        level(
            balance, "dB", "How much louder one of two channels is, over the last second.",
            "|10 lg (Σ L² / Σ R²)|"),
        level(
            correlation, "", "Of two channels: 1 in phase, −1 one upside down, over the last second.",
            "Σ LR / √(Σ L² Σ R²)"),
    ]

    static func state(
        _ name: Metric, _ meaning: String, _ source: String, unit: String = ""
    ) -> MetricDescription {
        MetricDescription(name, unit: unit, kind: .state, meaning: meaning, source: source)
    }

    static func level(
        _ name: Metric, _ unit: String, _ meaning: String, _ source: String
    ) -> MetricDescription {
        MetricDescription(
            name, unit: unit, kind: .level, period: levelPeriod, meaning: meaning, source: source)
    }
}

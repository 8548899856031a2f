import ProbeProtocol
import StudioModel

/// How the sound gets from the microphone to whoever sends it on.
extension MicrophoneMetrics {
    static let standard: Metric = "microphone.default"
    static let format: Metric = "microphone.format"
    static let channels: Metric = "microphone.channels"
    static let port: Metric = "microphone.port"
    static let resampled: Metric = "microphone.resampled"
    static let bluetoothRate: Metric = "microphone.bluetooth.rate"
    static let unexpected: Metric = "microphone.holder.unexpected"
    static let exclusive: Metric = "microphone.holder.exclusive"
    static let talking: Metric = "microphone.muted.talking"
    static let soundAge: Metric = "microphone.sound.age"

    static let toldOfRouting: [Metric] = [
        standard, format, channels, port, resampled, bluetoothRate, unexpected, exclusive,
    ]

    static let heardOfRouting: [Metric] = [talking, soundAge]

    static let routing: [MetricDescription] = [
        state(
            standard, "The source that programs get which ask for none: itself, or another's name.",
            "the server's default source"),
        state(format, "How a sample is stored, as in s16le.", "source sample specification; hw_params"),
        state(channels, "Channels of the device.", "source channel map; hw_params"),
        state(port, "The input in use.", "active port"),
        state(
            resampled, "Programs that get another sample rate than the device's, or none.",
            "source outputs' sample specification"),
        state(
            bluetoothRate, "The sample rate that a Bluetooth codec carries.",
            "bluetooth.codec, bluetooth.protocol; api.bluez5.codec, api.bluez5.profile", unit: "Hz"),
        state(
            unexpected, "Programs that record and are not among the profile's, or none.",
            "source outputs; owner_pid; expect: recorders"),
        state(
            exclusive, "Who keeps the card from everybody else, or none.",
            "/proc/asound/…/status of a card that the server does not have"),
        MetricDescription(
            talking, unit: "", kind: .level, period: levelPeriod,
            meaning: "Somebody speaks into it while it is muted.",
            source: "a quarter of the last 2 s above \(Int(VoiceWatch.leastLevel)) dBFS"),
        MetricDescription(
            soundAge, unit: "s", kind: .level, period: levelPeriod,
            meaning: "Since when a source that runs has delivered nothing; 0 while sound comes.",
            source: "pa_stream_peek; snd_pcm_readi"),
    ]
}

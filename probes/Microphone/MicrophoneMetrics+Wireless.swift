import ProbeProtocol
import SoundMeasures
import StudioModel

/// Whether a wireless microphone's transmitter lives, and whether it can be told from its neighbours.
extension MicrophoneMetrics {
    static let transmitter: Metric = "microphone.transmitter"
    static let bleed: Metric = "microphone.bleed"
    static let separate: Metric = "microphone.separate"

    static let heardOfWireless: [Metric] = [transmitter, bleed, separate]

    static let wireless: [MetricDescription] = [
        MetricDescription(
            transmitter, unit: "", kind: .level, period: levelPeriod,
            meaning: "A wireless microphone's transmitter: on, or off and who is heard all the same.",
            source: "octave bands of the noise of \(Int(NoiseMeter.seconds)) s against those learnt"),
        MetricDescription(
            bleed, unit: "", kind: .level, period: levelPeriod,
            meaning: "The other microphone of the source that hears a voice not its own wearer's, or none.",
            source: "levels of the voice's octaves on both channels"),
        MetricDescription(
            separate, unit: "", kind: .level, period: levelPeriod,
            meaning: "It carries another sound than the other microphones of its source.",
            source: "10 lg (1 − r²) of a second above \(Int(ChannelLikeness.sameness)) dB"),
    ]
}

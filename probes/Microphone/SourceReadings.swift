import PulseAudio
import StudioModel

/// What a source's description says of a microphone: a pure step from the server's answer to readings.
enum SourceReadings {
    /// `layers` are those that mute it.
    static func told(
        _ source: PulseSource, recorders: [Recorder], layers: MuteLayers, channel: Int?
    ) -> [Metric: Outcome] {
        [
            MicrophoneMetrics.present: .flag(true),
            MicrophoneMetrics.plugged: plugged(source),
            MicrophoneMetrics.muted: .flag(layers.isMuted),
            MicrophoneMetrics.mutedLayer: .text(layers.sentence),
            MicrophoneMetrics.volume: volume(source, channel),
            MicrophoneMetrics.state: .text(source.state.rawValue),
            MicrophoneMetrics.rate: .number(Double(source.rate)),
            MicrophoneMetrics.holder: .text(recorders.names),
            MicrophoneMetrics.listenerMuted: .text(recorders.filter(\.isMuted).names),
        ]
    }

    private static func volume(_ source: PulseSource, _ channel: Int?) -> Outcome {
        if let channel, source.volumes.indices.contains(channel) { return .number(source.volumes[channel]) }
        return source.volumes.max().map { .number($0) } ?? .unsupported("the source has no volume")
    }

    private static func plugged(_ source: PulseSource) -> Outcome {
        guard let port = source.ports.first(where: { $0.name == source.activePort }) else {
            return .unsupported("the source has no ports")
        }
        return port.isAvailable.map { .flag($0) } ?? .unsupported("\(port.description) cannot tell")
    }
}

import ALSA
import PulseAudio
import StudioModel
import SystemCalls

/// What a source's description says of a microphone: a pure step from the server's answer to readings.
enum SourceReadings {
    /// `mixer` is the state of the hardware's own switches, when the source has any.
    static func told(
        _ source: PulseSource, outputs: [PulseSourceOutput], mixer: CaptureMixer.State?, channel: Int?
    ) -> [Metric: Outcome] {
        let listeners = listeners(of: source, outputs)
        let layer = mutedLayer(source: source.isMuted, mixer: mixer)
        return [
            MicrophoneMetrics.present: .flag(true),
            MicrophoneMetrics.plugged: plugged(source),
            MicrophoneMetrics.muted: .flag(layer != nil),
            MicrophoneMetrics.mutedLayer: .text(layer ?? "none"),
            MicrophoneMetrics.volume: volume(source, channel),
            MicrophoneMetrics.state: .text(source.state.rawValue),
            MicrophoneMetrics.rate: .number(Double(source.rate)),
            MicrophoneMetrics.holder: .text(
                listeners.isEmpty ? "none" : listeners.map(\.holder).joined(separator: ", ")),
            MicrophoneMetrics.listenerMuted: .flag(listeners.contains(where: \.isMuted)),
        ]
    }

    /// The layer nearest to the person who can undo it comes first.
    static func mutedLayer(source: Bool, mixer: CaptureMixer.State?) -> String? {
        if source { return "source" }
        return mixer?.isMuted == true ? "capture switch" : nil
    }

    /// Other programs recording from the source: OnAir's own measuring is none.
    static func listeners(of source: PulseSource, _ outputs: [PulseSourceOutput]) -> [PulseSourceOutput] {
        outputs.filter { $0.source == source.index && $0.application != "OnAir" }
            .sorted { $0.index < $1.index }
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

import SoundMeasures
import StudioModel

/// What is said of a microphone's two channels, or why nothing is.
enum StereoReport {
    /// Quieter than this the room is compared, not the voice, dBFS.
    static let leastLevel = -50.0

    static func outcomes(_ image: StereoImage?, channels: Int, channel: Int?) -> [Metric: Outcome] {
        if let reason = refusal(channels, channel) { return both(.unsupported(reason)) }
        guard let image else { return [:] }
        if image.level < leastLevel { return both(.absent("too quiet to compare its channels")) }
        if image.isMono { return both(.unsupported("both channels carry the same sound")) }
        return [
            MicrophoneMetrics.balance: .number((image.balance.magnitude * 100).rounded() / 100),
            MicrophoneMetrics.correlation: image.correlation.map { .number(($0 * 1000).rounded() / 1000) }
                ?? .absent("one channel is silent"),
        ]
    }

    private static func refusal(_ channels: Int, _ channel: Int?) -> String? {
        if let channel { return "the microphone is channel \(channel) alone" }
        return channels == 2 ? nil : "it has \(channels) channels, not two"
    }

    private static func both(_ outcome: Outcome) -> [Metric: Outcome] {
        [MicrophoneMetrics.balance: outcome, MicrophoneMetrics.correlation: outcome]
    }
}

import PulseAudio
import StudioModel

extension SourceReadings {
    /// What stands around a source: the others, who records, and what is expected.
    struct Surroundings {
        var sources: [PulseSource] = []
        var recorders: [Recorder] = []
        var expectation = MicrophoneExpectation()
        /// The name of the server's default source.
        var standard: String?
        /// Who keeps the card behind the source from the server.
        var exclusive = Outcome.text("none")
    }

    /// How the sound gets from the source to whoever sends it on.
    static func routed(_ source: PulseSource, in around: Surroundings) -> [Metric: Outcome] {
        [
            MicrophoneMetrics.standard: standard(source, around),
            MicrophoneMetrics.format: .text(source.sampleFormat),
            MicrophoneMetrics.channels: .number(Double(source.channels.count)),
            MicrophoneMetrics.port: source.activePort.map { .text($0) }
                ?? .unsupported("the source has no ports"),
            MicrophoneMetrics.resampled: .text(resampled(source, around.recorders)),
            MicrophoneMetrics.bluetoothRate: BluetoothLink.rate(source.properties, shown: source.rate)
                .map { .number(Double($0)) } ?? .unsupported("it is no Bluetooth microphone"),
            MicrophoneMetrics.unexpected: around.expectation.unexpected(
                // Who takes only levels, or nothing, disturbs nobody.
                around.recorders.filter { !$0.isPaused && !$0.isServer && $0.rate != nil }),
            MicrophoneMetrics.exclusive: around.exclusive,
        ]
    }

    /// `itself`, or the other source that a program gets which asks for none.
    private static func standard(_ source: PulseSource, _ around: Surroundings) -> Outcome {
        guard let name = around.standard else { return .absent("the sound server has no default source") }
        if name == source.name { return .text("itself") }
        return .text(around.sources.first { $0.name == name }?.description ?? name)
    }

    /// Level meters and paused programs lose nothing by it.
    private static func resampled(_ source: PulseSource, _ recorders: [Recorder]) -> String {
        let converted = recorders.compactMap { recorder -> String? in
            guard let rate = recorder.rate, rate != source.rate, !recorder.isPaused else { return nil }
            return "\(recorder.name) takes \(rate) Hz"
        }
        return converted.isEmpty ? "none" : converted.joined(separator: "; ")
    }
}

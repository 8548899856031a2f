import SoundMeasures
import StudioModel

/// What the sound of a whole recording came to, as readings: a pure step.
enum WholeReadings {
    private static let tooShort = Outcome.absent("the recording is too short for it")

    static func outcomes(_ sound: WholeSound, invalid: Int) -> [Metric: Outcome] {
        var outcomes: [Metric: Outcome] = [
            StreamMetrics.truePeak: rounded(sound.truePeak),
            StreamMetrics.clipRuns: .number(Double(sound.clips)),
            StreamMetrics.invalid: .number(Double(invalid)),
            StreamMetrics.offset: sound.offset.map { rounded($0 * 100, digits: 3) } ?? tooShort,
            StreamMetrics.hum: sound.hum.map { rounded($0.over) } ?? tooShort,
            StreamMetrics.humLevel: sound.hum.map { rounded($0.level) } ?? tooShort,
            StreamMetrics.humMains: sound.hum.map { .number(Double($0.mains)) } ?? tooShort,
        ]
        let levels = sound.floorAndLoud
        let zeros = Outcome.unsupported("its pauses are digital zeros")
        outcomes[StreamMetrics.noise] = levels.map { rounded($0.floor) } ?? (sound.isLong ? zeros : tooShort)
        outcomes[StreamMetrics.speechToNoise] =
            levels.map { rounded($0.loud - $0.floor) } ?? (sound.isLong ? zeros : tooShort)
        outcomes.merge(image(sound)) { $1 }
        return outcomes
    }

    private static func image(_ sound: WholeSound) -> [Metric: Outcome] {
        guard let image = sound.image else {
            let reason = Outcome.unsupported("the recording has \(sound.channels) channels, not two")
            return [StreamMetrics.balance: reason, StreamMetrics.correlation: reason]
        }
        return [
            StreamMetrics.balance: rounded(image.balance.magnitude),
            StreamMetrics.correlation: image.correlation.map { rounded($0, digits: 3) }
                ?? .absent("one channel is silent"),
        ]
    }

    private static func rounded(_ value: Double, digits: Int = 2) -> Outcome {
        let scale = digits == 2 ? 100.0 : 1000
        return .number((value * scale).rounded() / scale)
    }
}

import SoundMeasures
import StudioModel

/// What is said of noise, speech, hum and clock, or why nothing is: a pure step from measures to readings.
enum SignalReadings {
    /// Quieter than this nobody speaks into the microphone, dBFS.
    static let leastSpeech = -50.0
    /// Less than this over the floor is a change of the room, not a voice, dB.
    static let leastOver = 10.0

    private static let tooShort = Outcome.absent("not enough was heard yet")
    /// Not absent: where a gate or a mute makes the pauses, there is no noise to be measured.
    private static let digitalZeros = Outcome.unsupported("its pauses are digital zeros")

    /// - Parameter isZero: the last 400 ms carried nothing.
    static func outcomes(_ report: SignalReport, isZero: Bool) -> [Metric: Outcome] {
        var outcomes = hum(report.hum, isSilent: isZero && report.isZeros)
        outcomes[MicrophoneMetrics.truePeak] = .number(hundredths(report.truePeak))
        outcomes.merge(noise(report)) { $1 }
        return outcomes
    }

    static func outcomes(_ drift: ClockDrift.Report?) -> [Metric: Outcome] {
        guard let drift else {
            let reason = Outcome.absent("its clock is not yet known within 20 ppm")
            return [MicrophoneMetrics.drift: reason, MicrophoneMetrics.driftHours: reason]
        }
        return [
            MicrophoneMetrics.drift: .number((drift.partsPerMillion * 10).rounded() / 10),
            MicrophoneMetrics.driftHours: .number((drift.hours * 10_000).rounded() / 10_000),
        ]
    }

    private static func noise(_ report: SignalReport) -> [Metric: Outcome] {
        guard let levels = report.levels else {
            let reason = report.isZeros ? digitalZeros : tooShort
            return [MicrophoneMetrics.noise: reason, MicrophoneMetrics.speechToNoise: reason]
        }
        let over = levels.loud - levels.floor
        let isSpeech = levels.loud >= leastSpeech && over >= leastOver
        return [
            MicrophoneMetrics.noise: .number(hundredths(levels.floor)),
            MicrophoneMetrics.speechToNoise: isSpeech ? .number(hundredths(over)) : .absent("nobody spoke"),
        ]
    }

    private static let mains = [50: "50 Hz", 60: "60 Hz"]

    private static func hum(_ hum: MainsHum.Report?, isSilent: Bool) -> [Metric: Outcome] {
        guard let hum, hum.mains > 0 || !isSilent else {
            let reason = isSilent ? Outcome.unsupported("digital zeros") : tooShort
            return [
                MicrophoneMetrics.hum: reason, MicrophoneMetrics.humLevel: reason,
                MicrophoneMetrics.humMains: reason,
            ]
        }
        return [
            MicrophoneMetrics.hum: .number(hundredths(hum.over)),
            MicrophoneMetrics.humLevel: .number(hundredths(hum.level)),
            MicrophoneMetrics.humMains: .text(mains[hum.mains] ?? "none"),
        ]
    }

    /// A hundredth of a decibel is finer than any limit, and half as long on the line.
    static func hundredths(_ level: Double) -> Double {
        (level * 100).rounded() / 100
    }
}

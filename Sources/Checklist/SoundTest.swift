import Glibc
import StudioModel

/// The quiet-and-talk test of a check: what ten seconds of a quiet room and ten of talk say of one microphone. It reads
/// what the probe read (`microphone.level.rms` of 50 ms, `.level.peak`, `.loudness.momentary`), so that a room that is
/// known to be quiet, and a voice that is known to talk, are judged in place of whatever was heard.
package enum SoundTest {
    /// Length of each part, seconds.
    package static let seconds = 10.0
    package static let noise: Metric = "microphone.noise"
    package static let ratio: Metric = "microphone.snr"
    package static let gain: Metric = "microphone.talk.gain"

    /// Speech is at least so much louder than the room, dB; less is nobody talking.
    static let leastRise = 10.0
    /// Loudness that the gain is set for where the profile names none, LUFS: the middle of the −20 … −16 that EBU R 128 s2
    /// gives for distribution (Tech 3343 § 9.2).
    static let loudness = -18.0
    /// Highest peak the advice may lead to, dBFS (practice of streamers: peaks up to −6).
    static let headroom = -6.0
    /// Below this nothing but digital zeros was heard, dBFS.
    private static let zeros = -120.0

    /// What is known of a microphone after both parts.
    /// - Parameters:
    ///   - quiet: readings while nobody spoke.
    ///   - talk: readings while its wearer spoke; nil where that part was left out.
    ///   - target: loudness the profile asks for, LUFS.
    package static func outcomes(quiet: [Reading], talk: [Reading]?, target: Double?) -> [Metric: Outcome] {
        let room = floor(quiet)
        var outcomes = [noise: room]
        guard let talk else {
            let reason = Outcome.unsupported("the talking part of the sound test was left out")
            outcomes[ratio] = reason
            outcomes[gain] = reason
            return outcomes
        }
        outcomes.merge(spoken(talk, over: room, target)) { $1 }
        return outcomes
    }

    /// What can be told of the gain when nobody was asked to talk: the same, where somebody spoke.
    package static func unattended(_ heard: [Reading], target: Double?) -> Outcome {
        let nobody = Outcome.unsupported("nobody spoke while it was measured, and no sound test was made")
        guard case .value(.number(let gain))? = spoken(heard, over: floor(heard), target)[gain] else {
            return nobody
        }
        return .number(gain)
    }

    private static func spoken(_ talk: [Reading], over room: Outcome, _ target: Double?) -> [Metric: Outcome]
    {
        let levels = powers(of: talk).map(decibels).sorted()
        guard !levels.isEmpty else {
            let reason = Outcome.absent("no sound was heard in the sound test")
            return [ratio: reason, gain: reason]
        }
        let speech = percentile(levels, 0.9)
        guard case .value(.number(let floor)) = room else { return [ratio: room, gain: room] }
        guard speech - floor >= leastRise else {
            let reason = Outcome.absent("nobody was heard to talk: it was no louder than the quiet room")
            return [ratio: reason, gain: reason]
        }
        return [ratio: .number(rounded(speech - floor)), gain: advice(talk, target ?? loudness)]
    }

    /// The gain to add, dB: up to the target loudness, and no further than the peaks allow.
    private static func advice(_ talk: [Reading], _ target: Double) -> Outcome {
        guard let loudness = gated(numbers(talk, "microphone.loudness.momentary")),
            let peak = numbers(talk, "microphone.level.peak").max()
        else { return .absent("no loudness was heard in the sound test") }
        return .number(rounded(min(target - loudness, headroom - peak)))
    }

    /// The room: the tenth percentile of the level of 400 ms, dBFS (reference: MIC-NOISE).
    private static func floor(_ quiet: [Reading]) -> Outcome {
        let levels = powers(of: quiet).map(decibels).sorted()
        guard !levels.isEmpty else { return .absent("no sound was heard in the sound test") }
        guard let loudest = levels.last, loudest > zeros else {
            return .absent("only digital zeros were heard in the sound test")
        }
        return .number(rounded(max(percentile(levels, 0.1), zeros)))
    }

    /// Mean power of every 400 ms, from eight readings of 50 ms; a gap between readings is not bridged.
    private static func powers(of readings: [Reading]) -> [Double] {
        let levels = readings.filter { $0.metric == "microphone.level.rms" }
        var powers: [Double] = []
        var run: [Double] = []
        for reading in levels {
            guard case .value(.number(let level)) = reading.outcome else {
                run = []
                continue
            }
            run.append(power(level))
            if run.count > 8 { run.removeFirst() }
            if run.count == 8 { powers.append(run.reduce(0, +) / 8) }
        }
        return powers
    }

    /// Mean loudness of the talk without its pauses: what is more than 10 LU below the mean does not count, as in BS.1770.
    private static func gated(_ loudness: [Double]) -> Double? {
        guard !loudness.isEmpty else { return nil }
        func mean(_ values: [Double]) -> Double {
            decibels(values.map(power).reduce(0, +) / Double(values.count))
        }
        let gate = mean(loudness) - 10
        let loud = loudness.filter { $0 >= gate }
        return loud.isEmpty ? nil : mean(loud)
    }

    private static func numbers(_ readings: [Reading], _ metric: Metric) -> [Double] {
        readings.filter { $0.metric == metric }.compactMap { $0.outcome.value?.number }
    }

    private static func percentile(_ sorted: [Double], _ part: Double) -> Double {
        sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
    }

    private static func power(_ decibels: Double) -> Double { pow(10, decibels / 10) }

    /// Readings end at −144 dBFS, so no power is zero.
    private static func decibels(_ power: Double) -> Double { 10 * log10(power) }

    private static func rounded(_ level: Double) -> Double { (level * 10).rounded() / 10 }
}

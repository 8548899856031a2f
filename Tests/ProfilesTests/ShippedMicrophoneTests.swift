import Profiles
import StudioModel
import Testing

/// The limits of the shipped microphone rules, at their edges.
@Suite struct ShippedMicrophoneTests {
    private static let profile: [String: Value] = [
        "default": "itself", "rate": 48000, "channels": 2, "format": "s16le", "port": "analog-input-mic",
    ]
    private static let baseline: [String: Value] = ["microphone.volume": -6]

    /// What a rule's levels come to for one value: `ok`, `warn` or `fail`.
    private func verdict(_ id: String, _ metric: Metric, _ value: Value) throws -> String {
        let rule = try #require(try Repository.library().rules.first { $0.id == id })
        for (word, level) in [("fail", rule.fail), ("warn", rule.warn)] {
            guard let limit = level?.when[metric] else { continue }
            let operand = try #require(limit.resolved(profile: Self.profile, baseline: Self.baseline))
            let isMet = limit.isMet(by: value, against: operand)
            #expect(isMet != nil)
            if isMet == true { return word }
        }
        return "ok"
    }

    @Test(arguments: [
        ("microphone.boost", "microphone.volume", 0 as Value, "ok"),
        ("microphone.boost", "microphone.volume", 10.57, "warn"),
        ("microphone.gain.high", "microphone.volume", -5, "ok"),
        ("microphone.gain.high", "microphone.volume", -4.9, "warn"),
        ("microphone.gain.high", "microphone.volume", 0.1, "fail"),
        ("microphone.gain.low", "microphone.volume", -7, "ok"),
        ("microphone.gain.low", "microphone.volume", -7.1, "warn"),
        ("microphone.gain.low", "microphone.volume", -12.1, "fail"),
        ("microphone.muted", "microphone.muted.layer", "none", "ok"),
        ("microphone.muted", "microphone.muted.layer", "source, capture switch", "fail"),
        ("microphone.muted", "microphone.listener.muted", "zoom (pid 4)", "warn"),
        ("microphone.muted.talking", "microphone.muted.talking", true, "fail"),
        ("microphone.stalled", "microphone.sound.age", 2, "ok"),
        ("microphone.stalled", "microphone.sound.age", 2.1, "fail"),
        ("microphone.busy", "microphone.holder.unexpected", "zoom (pid 4)", "warn"),
        ("microphone.busy", "microphone.holder.exclusive", "jackd (pid 4 of uid 113)", "fail"),
        ("microphone.default.wrong", "microphone.default", "itself", "ok"),
        ("microphone.default.wrong", "microphone.default", "Webcam", "warn"),
        ("microphone.port.wrong", "microphone.port", "analog-input-line", "warn"),
        ("microphone.rate.wrong", "microphone.rate", 44100, "warn"),
        ("microphone.rate.unplanned", "microphone.rate", 96000, "warn"),
        ("microphone.channels.wrong", "microphone.channels", 1, "warn"),
        ("microphone.format.wrong", "microphone.format", "s32le", "warn"),
        ("microphone.resampled", "microphone.resampled", "obs (pid 3) takes 44100 Hz", "warn"),
        ("microphone.narrow-band", "microphone.bluetooth.rate", 32000, "ok"),
        ("microphone.narrow-band", "microphone.bluetooth.rate", 16000, "warn"),
        ("microphone.narrow-band", "microphone.bluetooth.rate", 8000, "fail"),
    ])
    func `a value is judged as its rule says`(
        rule: String, metric: Metric, value: Value, expected: String
    ) throws {
        #expect(try verdict(rule, metric, value) == expected)
    }
}

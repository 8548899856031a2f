import SoundMeasures
import StudioModel

/// What the profile says of a wireless microphone: that it is one, and its noise with the transmitter on and off.
enum WirelessExpectation: Hashable {
    /// It has a cable.
    case wired
    /// It is wireless, and one of the noises or both were not learnt: why nothing is told of its transmitter.
    case unlearnt(String)
    /// The profile cannot be understood, and why.
    case mistake(String)
    case learnt(NoiseJudge)

    static let keys = ["wireless", "noise-on", "noise-off"]

    init(_ expect: [String: Value]) {
        switch expect["wireless"] {
        case nil, false: self = .wired
        case true: self = Self.noises(expect)
        case let other?: self = .mistake("wireless must be true or false, not “\(other)”")
        }
    }

    var isWireless: Bool { self != .wired }

    private static func noises(_ expect: [String: Value]) -> WirelessExpectation {
        do throws(NoiseFingerprint.Mistake) {
            let (on, off) = (try noise("noise-on", expect), try noise("noise-off", expect))
            guard let on, let off else {
                let state = on == nil ? off == nil ? "on or off" : "on" : "off"
                return .unlearnt(
                    "the profile keeps no noise of it with the transmitter \(state): `onair learn --noise` takes it"
                )
            }
            return judge(NoiseJudge(on: on, off: off))
        } catch {
            return .mistake("\(error)")
        }
    }

    private static func noise(_ key: String, _ expect: [String: Value]) throws(NoiseFingerprint.Mistake)
        -> NoiseFingerprint?
    {
        guard let value = expect[key] else { return nil }
        do throws(NoiseFingerprint.Mistake) {
            return try NoiseFingerprint(text: value.text ?? "\(value)")
        } catch {
            throw NoiseFingerprint.Mistake(description: "\(key) in the profile: \(error)")
        }
    }

    private static func judge(_ judge: NoiseJudge) -> WirelessExpectation {
        guard let apart = judge.apart else {
            return .mistake(
                "noise-on has \(judge.on.bands.count) bands and noise-off has \(judge.off.bands.count): learn both anew"
            )
        }
        guard apart >= NoiseJudge.leastApart else {
            return .unlearnt(
                "its noise is the same with the transmitter on and off (\(Value.plain((apart * 10).rounded() / 10)) dB apart)"
            )
        }
        return .learnt(judge)
    }
}

import FoundationEssentials
import ProbeKit
import ProbeProtocol
import SoundMeasures
import StudioModel
import Synchronization

/// The newest noise of a microphone, for `learn`, which asks for it from another thread.
final class NoiseSlate: Sendable {
    /// What is asked for; the state follows, in which the transmitter is: `on` or `off`.
    static let kind = "text/plain;noise="
    /// Noise keeps within this, dB; whoever speaks does not, and what is learnt then would be their voice.
    static let steadiness = 8.0

    private let newest = Mutex<NoiseFingerprint?>(nil)

    func write(_ noise: NoiseFingerprint?) { newest.withLock { $0 = noise } }

    var noise: NoiseFingerprint? { newest.withLock { $0 } }
}

/// What a session has of its microphone's radio: what the profile says, who its neighbours are, and its noise.
struct Wireless: Sendable {
    let expectation: WirelessExpectation
    let neighbours: Neighbours
    let slate = NoiseSlate()
    /// As the profile has it, for what is held against it while it is learnt.
    var learnt: [String: Value] = [:]

    /// The noise of the last two seconds, as the line of text a profile keeps under `noise-on` or `noise-off`.
    func writeNoise(_ request: CaptureRequest) throws {
        guard expectation.isWireless else {
            throw Refusal("the profile does not say that it is wireless (expect: { wireless: true })")
        }
        guard let noise = slate.noise else {
            throw Refusal("two seconds of \(request.subject) were not heard yet")
        }
        guard noise.spread <= NoiseSlate.steadiness else {
            throw Refusal("it is not quiet: its level moves by \(Value.plain(noise.spread.rounded())) dB")
        }
        let state = request.kind.dropFirst(NoiseSlate.kind.count)
        guard state == "on" || state == "off" else {
            throw Refusal("a noise is taken with the transmitter on or off, not “\(state)”")
        }
        let other = state == "on" ? "off" : "on"
        if let text = learnt["noise-\(other)"]?.text, let known = try? NoiseFingerprint(text: text),
            let apart = noise.distance(to: known), apart < NoiseJudge.leastApart
        {
            throw Refusal(
                "it sounds as with the transmitter \(other) (\(Value.plain((apart * 10).rounded() / 10)) dB apart)"
            )
        }
        do {
            try Data((noise.text + "\n").utf8).write(to: URL(filePath: request.file), options: .atomic)
        } catch {
            throw Refusal("could not write \(request.file): \(error)")
        }
    }
}

import FoundationEssentials
import ProbeKit
import ProbeProtocol
import SoundMeasures
import StudioModel
import Synchronization

/// The newest noise of a microphone, for `learn`, which asks for it from another thread.
final class NoiseSlate: Sendable {
    static let kind = "text/plain;noise"
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
        do {
            try Data((noise.text + "\n").utf8).write(to: URL(filePath: request.file), options: .atomic)
        } catch {
            throw Refusal("could not write \(request.file): \(error)")
        }
    }
}

import ALSA
import StudioModel
import SystemCalls

/// A card looked at without opening its sound: is it there, who has it, is it muted.
struct CardView {
    let card: ALSACard
    let device: ALSACaptureDevice
    let holders: [String]
    private let roots: Roots

    /// nil when no card, or more than one, is the microphone.
    init?(_ match: MicrophoneMatch, _ roots: Roots) {
        guard case .one(let view) = Self.find(match, roots) else { return nil }
        self = view
    }

    private init(_ card: ALSACard, _ device: ALSACaptureDevice, _ roots: Roots) {
        self.card = card
        self.device = device
        self.roots = roots
        holders = device.holders(roots)
    }

    /// Among the cards that can record; with nothing to match by, the only one there is.
    static func find(_ match: MicrophoneMatch, _ roots: Roots) -> MicrophoneMatch.Choice<CardView> {
        let devices = ALSACaptureDevice.all(roots)
        let views = ALSACard.all(roots).compactMap { card in
            devices.first { $0.card == card.index }.map { CardView(card, $0, roots) }
        }
        if match.leadingKey == nil || match.leadingKey == "source" {
            guard let first = views.first else { return .none }
            return views.count == 1 ? .one(first) : .several(views.count)
        }
        return match.choose(from: views) { MicrophoneIdentity($0.card) }
    }

    /// What alsa-lib calls the device.
    var name: String { "hw:CARD=\(card.id),DEV=\(device.device)" }

    /// Readings of everything but sound. `mixer` is nil when its switches cannot be seen.
    func told(_ mixer: CaptureMixer.State?, rate: Int? = nil) -> [Metric: Outcome] {
        let noSwitch = Outcome.unsupported("\(card.name) has no capture switch that can be read")
        let muted = mixer?.isMuted
        return [
            MicrophoneMetrics.present: .flag(true),
            MicrophoneMetrics.plugged: .unsupported("a card does not tell"),
            MicrophoneMetrics.muted: muted.map { .flag($0) } ?? noSwitch,
            MicrophoneMetrics.mutedLayer: muted.map { .text($0 ? "capture switch" : "none") } ?? noSwitch,
            MicrophoneMetrics.volume: mixer?.gain.map { .number($0) }
                ?? .unsupported("\(card.name) has no capture volume in decibels"),
            MicrophoneMetrics.state: .text(holders.isEmpty && rate == nil ? "idle" : "running"),
            MicrophoneMetrics.rate: rate.map { .number(Double($0)) } ?? .absent("the card is not open here"),
            MicrophoneMetrics.holder: .text(holders.isEmpty ? "none" : holders.joined(separator: ", ")),
            MicrophoneMetrics.listenerMuted: .unsupported("only a sound server mutes single programs"),
        ]
    }

    /// As above, with the switches looked up once.
    func told(channel: Int? = nil) -> [Metric: Outcome] {
        told((try? CaptureMixer("hw:\(card.index)"))?.state(channel: channel ?? 0))
    }
}

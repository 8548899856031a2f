import ALSA
import StudioModel
import SystemCalls

/// A card looked at without opening its sound: is it there, who has it, is it muted.
struct CardView {
    let card: ALSACard
    let device: ALSACaptureDevice
    let holders: CaptureHolders
    /// What it runs with, whoever opened it.
    let setup: CaptureSetup?

    /// nil when no card, or more than one, is the microphone.
    init?(_ match: MicrophoneMatch, _ roots: Roots) {
        guard case .one(let view) = Self.find(match, roots) else { return nil }
        self = view
    }

    private init(_ card: ALSACard, _ device: ALSACaptureDevice, _ roots: Roots) {
        self.card = card
        self.device = device
        holders = device.holders(roots)
        setup = device.setup(roots)
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

    /// Readings of everything but sound. `mixer` is nil when its switches cannot be seen; `opened` is what we
    /// ourselves opened it with.
    func told(
        _ mixer: CaptureMixer.State?, opened: CaptureSetup? = nil, _ use: Use = Use()
    ) -> [Metric: Outcome] {
        let setup = opened ?? self.setup
        let closed = Outcome.absent("nobody has the card open")
        let noSwitch = Outcome.unsupported("\(card.name) has no capture switch that can be read")
        let muted = mixer?.isMuted
        let readings: [Metric: Outcome] = [
            MicrophoneMetrics.present: .flag(true),
            MicrophoneMetrics.plugged: .unsupported("a card does not tell"),
            MicrophoneMetrics.muted: muted.map { .flag($0) } ?? noSwitch,
            MicrophoneMetrics.mutedLayer: mixer.flatMap { state in
                muted.map { _ in .text(MuteLayers(state).sentence) }
            } ?? noSwitch,
            MicrophoneMetrics.volume: mixer?.gain.map { .number($0) }
                ?? .unsupported("\(card.name) has no capture volume in decibels"),
            MicrophoneMetrics.state: .text(holders.isAnybody || setup != nil ? "running" : "idle"),
            MicrophoneMetrics.rate: setup.map { .number(Double($0.rate)) } ?? closed,
            MicrophoneMetrics.format: setup.map { .text($0.format) } ?? closed,
            MicrophoneMetrics.channels: setup.map { .number(Double($0.channels)) } ?? closed,
            MicrophoneMetrics.port: .unsupported("a card does not tell"),
            MicrophoneMetrics.standard: .unsupported("only a sound server has a default source"),
            // Without a server nothing stands between the card and whoever records.
            MicrophoneMetrics.resampled: .text("none"),
            MicrophoneMetrics.listenerMuted: .text("none"),
            MicrophoneMetrics.bluetoothRate: .unsupported("it is no Bluetooth microphone"),
        ]
        return readings.merging(holding(use)) { first, _ in first }
    }

    /// As above, with the switches looked up once.
    func told(channel: Int? = nil, _ use: Use = Use()) -> [Metric: Outcome] {
        told((try? CaptureMixer("hw:\(card.index)"))?.state(channel: channel ?? 0), use)
    }
}

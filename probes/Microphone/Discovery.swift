import ALSA
import ProbeProtocol
import PulseAudio
import StudioModel
import SystemCalls

/// Every microphone of this machine now, without opening any: the server's sources, and the cards it does not
/// offer.
struct Discovery {
    let roots: Roots
    var server: String?

    func devices() -> [DiscoveredDevice] {
        let cards = ALSACard.all(roots)
        let (sources, covered) = fromServer(cards)
        return sources + fromCards(cards, except: covered)
    }

    /// A server that is not there or hangs leaves the cards; its absence is no error of discovery.
    private func fromServer(_ cards: [ALSACard]) -> ([DiscoveredDevice], Set<Int>) {
        guard let connection = try? PulseConnection(server: server, timeout: 1),
            let all = try? connection.sources(), let outputs = try? connection.sourceOutputs()
        else { return ([], []) }
        let isLocal = connection.isLocal
        let microphones = all.filter { $0.monitorOf == nil }
        // With nothing else to offer, what the machine itself plays is still better than an empty list.
        let offered = microphones.isEmpty ? all : microphones
        let defaultSource = try? connection.defaultSource()
        let devices = offered.map { source in
            let card = isLocal ? cards.first { $0.index == source.cardIndex } : nil
            let recorders = Recorder.all(of: source, outputs, isLocal ? roots : nil)
            return Self.device(
                source, card: card, recorders: recorders, isDefault: source.name == defaultSource)
        }
        return (devices, isLocal ? Set(microphones.compactMap(\.cardIndex)) : [])
    }

    static func device(
        _ source: PulseSource, card: ALSACard?, recorders: [Recorder], isDefault: Bool
    ) -> DiscoveredDevice {
        var facts: [String: Value] = [
            "system": "pulse", "default": .flag(isDefault), "muted": .flag(source.isMuted),
            "rate": .number(Double(source.rate)), "channels": .number(Double(source.channels.count)),
            "format": .text(source.sampleFormat), "state": .text(source.state.rawValue),
        ]
        if let sink = source.monitorOf { facts["monitor-of"] = .text(sink) }
        if let port = source.activePort { facts["port"] = .text(port) }
        return DiscoveredDevice(
            family: "microphone", identity: MicrophoneIdentity(source, card: card).published,
            name: source.description,
            // Others may record at the same time: a used source is as free as an unused one.
            state: .text(
                recorders.isEmpty ? "free" : "free; also recorded by " + recorders.names),
            facts: facts)
    }

    private func fromCards(_ cards: [ALSACard], except covered: Set<Int>) -> [DiscoveredDevice] {
        let devices = ALSACaptureDevice.all(roots)
        return cards.filter { !covered.contains($0.index) }.compactMap { card in
            guard let device = devices.first(where: { $0.card == card.index }) else { return nil }
            return DiscoveredDevice(
                family: "microphone", identity: MicrophoneIdentity(card).published, name: card.name,
                state: state(device, of: card),
                facts: ["system": "alsa", "device": .text(device.name)])
        }
    }

    private func state(_ device: ALSACaptureDevice, of card: ALSACard) -> Outcome {
        if device.isDenied(roots) { return .denied("\(ALSAError.denied(device: card.name))") }
        guard case .seen(let holders) = device.holders(roots) else { return CardView.hidden(card) }
        return .text(
            holders.isEmpty ? "free" : "busy: " + holders.map(\.description).joined(separator: ", "))
    }
}

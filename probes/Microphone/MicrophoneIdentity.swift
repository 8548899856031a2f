import ALSA
import PulseAudio

/// Everything a microphone may be recognised by. Some keys have two spellings: udev's serial, which PulseAudio
/// repeats, holds vendor and model too, while sysfs has what is engraved on the device.
struct MicrophoneIdentity: Hashable {
    private var known: [String: [String]] = [:]

    init(_ card: ALSACard) {
        add("serial", card.serial)
        add("bus-path", card.busPath)
        add("card", card.id)
        add("vendor-product", card.usbID)
    }

    /// `card` is the card behind the source, when it is one of this machine.
    init(_ source: PulseSource, card: ALSACard?) {
        if let card { known = MicrophoneIdentity(card).known }
        add("serial", source.serial)
        add("bus-path", source.busPath)
        add("source", source.name)
        add("vendor-product", source.vendorProduct)
    }

    private mutating func add(_ key: String, _ value: String?) {
        guard let value, !value.isEmpty, known[key]?.contains(value) != true else { return }
        known[key, default: []].append(value)
    }

    func values(_ key: String) -> [String] { known[key] ?? [] }

    /// One value a key, as a profile will hold them.
    var published: [String: String] { known.compactMapValues(\.first) }
}

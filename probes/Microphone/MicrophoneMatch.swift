import StudioModel

/// How a profile recognises a microphone: which source, and which channel of it.
struct MicrophoneMatch: Hashable {
    /// Where to look.
    enum System: String {
        case auto, pulse, alsa
    }

    /// A match that cannot be understood; the sentence goes to every metric of the subject.
    struct Mistake: Error, Hashable, CustomStringConvertible {
        let description: String
    }

    static let keys = [
        "serial", "bus-path", "source", "card", "vendor-product", "channel", "server", "system",
    ]
    /// Best first: a serial survives another port, a bus path another device of the same kind, and so on.
    static let identityKeys = ["serial", "bus-path", "source", "card", "vendor-product"]

    private(set) var identity: [String: String] = [:]
    private(set) var channel: Int?
    private(set) var server: String?
    private(set) var system = System.auto

    init(_ match: [String: Value]) throws(Mistake) {
        for (key, value) in match where Self.identityKeys.contains(key) {
            // YAML reads an unquoted 0123 as a number; a serial is text whatever it looks like.
            identity[key] = value.text ?? value.description
        }
        if let value = match["channel"] {
            guard let number = value.number ?? value.text.flatMap(Double.init), number >= 0, number < 64,
                number == number.rounded()
            else { throw Mistake(description: "channel must be a whole number from 0, not “\(value)”") }
            channel = Int(number)
        }
        server = match["server"]?.text
        if let value = match["system"] {
            guard let known = value.text.flatMap(System.init) else {
                throw Mistake(description: "system must be pulse, alsa or auto, not “\(value)”")
            }
            system = known
        }
    }

    /// The key that must match: the best one given.
    var leadingKey: String? { Self.identityKeys.first { identity[$0] != nil } }

    /// Whether the cards of this machine may be searched too: a source's name means nothing to them.
    var mayBeCard: Bool {
        system != .pulse && (identity.keys.contains { $0 != "source" } || system == .alsa)
    }

    /// `serial MIC01`, for reasons; nothing given means the default source.
    var sentence: String {
        guard let key = leadingKey, let value = identity[key] else { return "default source" }
        return key == "source" ? "source “\(value)”" : "microphone with \(key) “\(value)”"
    }

    /// What a search among things with identities came to.
    enum Choice<Item> {
        case none
        case one(Item)
        case several(Int)
    }

    /// The best key given must match; the others only choose among several that do, so that a microphone moved
    /// to another port is still found by its serial.
    func choose<Item>(from items: [Item], identity known: (Item) -> MicrophoneIdentity) -> Choice<Item> {
        guard let leading = leadingKey else { return .none }
        var left = items
        for key in Self.identityKeys {
            guard let wanted = identity[key], key == leading || left.count > 1 else { continue }
            let matching = left.filter { known($0).values(key).contains(wanted) }
            if matching.isEmpty && key != leading { continue }
            left = matching
        }
        guard let first = left.first else { return .none }
        return left.count == 1 ? .one(first) : .several(left.count)
    }
}

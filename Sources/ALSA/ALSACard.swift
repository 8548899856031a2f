package import SystemCalls

/// A sound card as the kernel knows it.
package struct ALSACard: Hashable, Sendable {
    /// Given anew with every plugging; never an identity.
    package var index: Int
    /// The kernel's short name, `L100`; a second card of the kind becomes `L100_1`.
    package var id: String
    package var driver: String
    package var name: String
    package var longName: String
    /// `0d8c:0014`; nil for what is not on USB.
    package var usbID: String?
    /// Given by the device; nil when it has none.
    package var serial: String?
    /// The connector it hangs on, written as udev's ID_PATH, which PulseAudio repeats as `device.bus_path`.
    package var busPath: String?

    package init(index: Int, id: String, driver: String, name: String, longName: String) {
        self.index = index
        self.id = id
        self.driver = driver
        self.name = name
        self.longName = longName
    }

    /// All cards; none when the kernel has no sound at all.
    package static func all(_ roots: Roots = .system) -> [ALSACard] {
        guard let text = try? Files.text(roots.proc + "/asound/cards") else { return [] }
        return parse(text).map { card in
            var card = card
            card.readIdentity(roots)
            return card
        }
    }

    /// Reads `/proc/asound/cards`: two lines a card.
    package static func parse(_ text: String) -> [ALSACard] {
        var cards: [ALSACard] = []
        for line in text.split(separator: "\n") {
            if let card = parseFirstLine(line) {
                cards.append(card)
            } else if !cards.isEmpty, cards[cards.count - 1].longName.isEmpty {
                cards[cards.count - 1].longName = String(line.trimmed)
            }
        }
        return cards
    }

    /// ` 0 [L100           ]: USB-Audio - Lab Mic 100`; names may hold brackets and dashes, ids may not.
    private static func parseFirstLine(_ line: Substring) -> ALSACard? {
        guard let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]"),
            let index = Int(line[..<open].trimmed), line[close...].hasPrefix("]:")
        else { return nil }
        let rest = line[line.index(close, offsetBy: 2)...].trimmed
        let id = line[line.index(after: open)..<close].trimmed
        guard let dash = rest.ranges(of: " - ").first else {
            return ALSACard(index: index, id: String(id), driver: "", name: String(rest), longName: "")
        }
        return ALSACard(
            index: index, id: String(id), driver: String(rest[..<dash.lowerBound].trimmed),
            name: String(rest[dash.upperBound...].trimmed), longName: "")
    }

    private mutating func readIdentity(_ roots: Roots) {
        usbID = Files.attribute("\(roots.proc)/asound/card\(index)/usbid")
        guard let device = Files.realPath("\(roots.sys)/class/sound/card\(index)/device") else { return }
        busPath = BusPath.parse(device)
        // A USB card's device is the interface; the serial is the whole device's, one folder up.
        serial = Files.attribute(device + "/../serial") ?? Files.attribute(device + "/serial")
        if let found = serial, found.trimmed.isEmpty { serial = nil }
    }
}

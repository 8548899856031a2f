import StudioModel

/// A device that is plugged in, whether or not the profile has it.
package struct PluggedDevice: Hashable, Sendable {
    package var family: String
    package var name: String
    /// What recognises it: serial, bus-path, vendor-product, node.
    package var identity: [String: String]

    package init(family: String, name: String, identity: [String: String]) {
        self.family = family
        self.name = name
        self.identity = identity
    }

    /// Whether a profile's `match` names this device by this key; a key that the profile leaves out fits everything.
    fileprivate func fits(_ match: [String: Value], _ key: String) -> Bool {
        guard let wanted = match[key]?.description else { return true }
        guard let own = key == "name" ? name : identity[key] else { return false }
        // A node may be written with its folder.
        let last = { (text: String) in String(text.split(separator: "/").last ?? "") }
        return key == "node" ? last(own) == last(wanted) : own.lowercased() == wanted.lowercased()
    }
}

extension Checklist {
    /// The rule that says what an extra camera is worth; its metric is told by the check itself.
    private static let extra = "camera.extra"

    /// Cameras that are plugged in and that no subject of the profile answers for. A studio without cameras has none to
    /// expect, so nothing is extra there.
    package func extras(_ plugged: [PluggedDevice]) -> [Finding] {
        let cameras = studio.subjects.filter { $0.subject.family == "camera" }
        guard let rule = studio.rules.first(where: { $0.id == Self.extra }), !cameras.isEmpty else {
            return []
        }
        var names: Set<Subject> = []
        return unclaimed(plugged.filter { $0.family == "camera" }, cameras).compactMap { device in
            let place = device.identity["bus-path"] ?? device.identity["node"] ?? ""
            guard let subject = Self.subject(device, place), names.insert(subject).inserted else {
                return nil
            }
            let what = place.isEmpty ? device.name : "\(device.name), \(place)"
            return Finding(
                id: rule.id, subject: subject, group: .equipment, verdict: rule.fail == nil ? .warn : .fail,
                value: .text(device.name), title: rule.title,
                reason: LocalizedText("“\(what)” is not in the profile", "“\(what)”不在配置中"),
                advice: rule.advice)
        }
    }

    /// Each subject claims the device that its strongest key names, as the probe does; one whose port is empty claims a
    /// like device that is left, for that is the one that moved.
    private func unclaimed(_ devices: [PluggedDevice], _ cameras: [WatchedSubject]) -> [PluggedDevice] {
        var free = devices
        var open: [WatchedSubject] = []
        func claim(_ camera: WatchedSubject, _ keys: [String]) -> Bool {
            guard
                let place = free.firstIndex(where: { device in
                    keys.allSatisfy { device.fits(camera.match, $0) }
                })
            else { return false }
            free.remove(at: place)
            return true
        }
        // Who is known by serial first: it is the same camera on whatever port, one that another subject expects there
        // included.
        let serials = cameras.filter { $0.match["serial"] != nil }
        for camera in serials + cameras.filter({ $0.match["serial"] == nil })
        where !claim(camera, Self.strongest(camera.match)) {
            open.append(camera)
        }
        for camera in open where camera.match["serial"] == nil && camera.match["vendor-product"] != nil {
            _ = claim(camera, ["vendor-product"])
        }
        return free
    }

    private static func strongest(_ match: [String: Value]) -> [String] {
        let key = ["serial", "bus-path", "vendor-product", "node", "name"].first { match[$0] != nil }
        return [key, "vendor-product"].compactMap(\.self)
    }

    private static func subject(_ device: PluggedDevice, _ place: String) -> Subject? {
        let letters = "\(device.name)-\(place)".lowercased().map { character in
            character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
        }
        let words = String(letters).split(separator: "-").joined(separator: "-")
        return Subject(family: "camera", name: String(words.prefix(60)))
    }
}

import ProbeProtocol
import StudioModel

/// Cameras that are plugged in and that no subject of the profile means.
struct ExtraCameras {
    let devices: [DiscoveredDevice]
    let subjects: [WatchedSubject]

    /// Each probe process of the family lists the same devices.
    init(_ devices: [DiscoveredDevice], _ studio: Studio) {
        var seen: Set<[String: String]> = []
        // A virtual camera takes no port and no bandwidth.
        self.devices = devices.filter {
            $0.family == "camera" && $0.facts["driver"] != "v4l2 loopback"
                && seen.insert($0.identity).inserted
        }
        subjects = studio.subjects.filter { $0.subject.family == "camera" }
    }

    /// "none", or who they are and where.
    var words: String {
        let claimed = Set(subjects.flatMap { means($0) }.map(\.identity))
        let extra = devices.filter { !claimed.contains($0.identity) }.map { device in
            "\(device.name) (\(device.identity["serial"] ?? device.identity["bus-path"] ?? "no port"))"
        }
        return extra.isEmpty ? "none" : extra.joined(separator: ", ")
    }

    /// By the strongest key of the subject that any device has, as its probe searches; a subject without keys means
    /// the only camera.
    private func means(_ subject: WatchedSubject) -> [DiscoveredDevice] {
        if subject.match.isEmpty { return devices.count == 1 ? devices : [] }
        // A camera of another serial is another camera, wherever it sits.
        let keys = subject.match["serial"] == nil ? ["bus-path", "vendor-product", "node"] : ["serial"]
        for key in keys {
            guard let wanted = subject.match[key]?.description.lowercased() else { continue }
            let bare = key == "node" ? wanted.split(separator: "/").last.map(String.init) ?? "" : wanted
            let fitting = devices.filter { $0.identity[key]?.lowercased() == bare }
            if !fitting.isEmpty { return fitting }
        }
        guard let name = subject.match["name"]?.description.lowercased() else { return [] }
        return devices.filter { $0.name.lowercased() == name }
    }

    /// `camera.extra`, said once: at the first camera of the profile.
    func readings(at now: Instant) -> [Reading] {
        guard let first = subjects.first?.subject else { return [] }
        return subjects.map { subject in
            let outcome: Outcome =
                subject.subject == first ? .text(words) : .unsupported("said at \(first)")
            return Reading(at: now, subject: subject.subject, metric: "camera.extra", outcome: outcome)
        }
    }
}

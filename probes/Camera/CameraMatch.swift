import StudioModel
import Video4Linux

/// The search for the profile's camera among those plugged in.
package struct CameraMatch: Equatable, Sendable {
    /// The keys of the profile, as texts.
    package let keys: [String: String]
    /// Ports that the profile gives to its other cameras: a like camera found there is not ours.
    private let othersPorts: Set<String>

    package init(_ match: [String: Value]) {
        var keys = match.mapValues(\.description)
        let others = keys.removeValue(forKey: "other-bus-paths") ?? ""
        othersPorts = Set(others.split(separator: " ").map { $0.lowercased() })
        self.keys = keys
    }

    package enum Result: Equatable, Sendable {
        /// `by`: the strongest key that fitted. `moved`: known, but on another port than the profile says.
        case found(Camera, by: String, moved: Bool)
        case missing(String)
        /// Several fit, and guessing could watch the wrong one.
        case ambiguous(String)
    }

    package func find(in cameras: [Camera]) -> Result {
        if let serial = keys["serial"] {
            return pick(
                cameras.filter { $0.identity.serial == serial && fits($0, "vendor-product") }, by: "serial",
                in: cameras)
        }
        if keys["bus-path"] != nil {
            let onPort = cameras.filter { fits($0, "bus-path") && fits($0, "vendor-product") }
            if !onPort.isEmpty || keys["vendor-product"] == nil {
                return pick(onPort, by: "bus-path", in: cameras)
            }
        }
        if keys["vendor-product"] != nil {
            let free = cameras.filter {
                !othersPorts.contains($0.identity.busPath?.lowercased() ?? "")
            }
            return pick(free.filter { fits($0, "vendor-product") }, by: "vendor-product", in: cameras)
        }
        if keys["node"] != nil {
            return pick(cameras.filter { fits($0, "node") }, by: "node", in: cameras)
        }
        if let name = keys["name"]?.lowercased() {
            return pick(cameras.filter { $0.name.lowercased() == name }, by: "name", in: cameras)
        }
        // A profile that names nothing means the only camera; one that names what we do not know means none.
        return pick(keys.isEmpty ? cameras : [], by: "only", in: cameras)
    }

    private func fits(_ camera: Camera, _ key: String) -> Bool {
        guard let wanted = keys[key] else { return true }
        // "/dev/video0" is what people write; the identity is the bare name.
        let text = key == "node" ? String(wanted.split(separator: "/").last ?? "") : wanted
        return camera.identity.keys[key]?.lowercased() == text.lowercased()
    }

    private func pick(_ candidates: [Camera], by key: String, in cameras: [Camera]) -> Result {
        // Some makers give every camera the same serial; the port then decides.
        let onPort = candidates.filter { fits($0, "bus-path") }
        if let camera = candidates.count == 1 ? candidates.first : onPort.count == 1 ? onPort.first : nil {
            return .found(camera, by: key, moved: !fits(camera, "bus-path"))
        }
        return candidates.isEmpty ? .missing(absence(cameras)) : .ambiguous(twins(candidates))
    }

    private func absence(_ cameras: [Camera]) -> String {
        let marks = keys.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let wanted = marks.isEmpty ? "no camera" : "no camera with \(marks.joined(separator: ", "))"
        if cameras.isEmpty { return "\(wanted): none is plugged in" }
        let others = cameras.map { "\($0.name) (\($0.identity.busPath ?? $0.identity.node))" }
        return "\(wanted); plugged in: \(others.joined(separator: ", "))"
    }

    private func twins(_ candidates: [Camera]) -> String {
        let ports = candidates.map { $0.identity.busPath ?? $0.identity.node }
        return "\(candidates.count) cameras fit and cannot be told apart: "
            + "name the port in the profile, bus-path \(ports.joined(separator: " or "))"
    }
}

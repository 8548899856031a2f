import StudioModel
import Video4Linux

extension CameraMatch {
    /// What else the finding of a camera shows.
    package struct Place: Equatable, Sendable {
        /// The camera that sits where ours should: the two were swapped.
        package var swappedWith: String?
        /// A like camera that only the port tells from ours, while the profile names no port.
        package var twin: String?
    }

    package func place(of camera: Camera, moved: Bool, in cameras: [Camera]) -> Place {
        var place = Place()
        let others = cameras.filter { $0.node.name != camera.node.name }
        if moved, let port = keys["bus-path"]?.lowercased() {
            place.swappedWith = others.first { $0.identity.busPath?.lowercased() == port }.map(Self.words)
        }
        if keys["bus-path"] == nil, camera.identity.vendorProduct != nil {
            place.twin = others.first { isTwin($0, camera) }.map(Self.words)
        }
        return place
    }

    /// The same make, and no serial that would tell them apart.
    private func isTwin(_ other: Camera, _ camera: Camera) -> Bool {
        other.identity.vendorProduct == camera.identity.vendorProduct
            && (camera.identity.serial == nil || camera.identity.serial == other.identity.serial)
    }

    private static func words(_ camera: Camera) -> String {
        let serial = camera.identity.serial.map { ", serial \($0)" } ?? ""
        return "\(camera.name) at \(camera.identity.busPath ?? camera.identity.node)\(serial)"
    }
}

import SystemCalls

/// Finds the cameras of a machine: groups the nodes of /sys/class/video4linux to devices, opens each briefly to ask
/// what it is, and leaves out what is no camera.
package struct CameraDirectory: Sendable {
    package let roots: Roots
    private let door: any VideoDoor

    package init(_ roots: Roots = .system, through door: any VideoDoor = LiveVideoDoor()) {
        self.roots = roots
        self.door = door
    }

    /// The nodes there are, without opening any: cheap enough to ask several times a second.
    package func nodes() -> [VideoNode] { VideoNode.all(roots) }

    /// Every camera, in the order of its first node.
    package func cameras() -> [Camera] {
        var groups: [(key: String, nodes: [VideoNode])] = []
        for node in nodes() {
            if let place = groups.firstIndex(where: { $0.key == node.groupKey }) {
                groups[place].nodes.append(node)
            } else {
                groups.append((node.groupKey, [node]))
            }
        }
        let names = stableNames()
        return groups.compactMap { camera($0.nodes.sorted { $0.index < $1.index }, names) }
    }

    /// The camera among the nodes of one device; nil when none of them gives pictures.
    private func camera(_ nodes: [VideoNode], _ stableNames: [String: String]) -> Camera? {
        for node in nodes {
            let answer = ask(node)
            let isCamera: Bool
            switch answer {
            case .success(let capability):
                isCamera = [.camera, .planarCamera].contains(capability.role) || capability.isIdleLoopback
            // A node that may not be opened now: the first of its device is the picture.
            case .failure(let error):
                isCamera =
                    [.denied, .busy, .transfer].contains(error.trouble) && node.index == nodes[0].index
            }
            guard isCamera else { continue }
            let usb = USBDevice(interface: node.device)
            let capability = try? answer.get()
            return Camera(
                node: node, nodes: nodes,
                identity: CameraIdentity(
                    serial: usb?.serial, busPath: usb?.busPath ?? capability?.bus,
                    vendorProduct: usb?.vendorProduct, node: node.name, byID: stableNames[node.name]
                ),
                capability: capability, usb: usb, trouble: answer.trouble,
                lacksProducer: capability?.isIdleLoopback ?? false)
        }
        return nil
    }

    private func ask(_ node: VideoNode) -> Result<Capability, SystemError> {
        do throws(SystemError) {
            let device = try Device(node.path, through: door)
            return .success(try device.capability())
        } catch {
            return .failure(error)
        }
    }

    /// Node name to udev's stable name. Two like cameras without serial share one link and the last wins, so this
    /// is shown to people and never matched.
    private func stableNames() -> [String: String] {
        let folder = roots.dev + "/v4l/by-id"
        var names: [String: String] = [:]
        // A machine without udev has no such folder.
        for name in (try? Files.names(in: folder)) ?? [] {
            guard let target = Files.linkTarget(folder + "/" + name)?.split(separator: "/").last else {
                continue
            }
            names[String(target)] = name
        }
        return names
    }
}

extension Result where Failure == SystemError {
    fileprivate var trouble: VideoTrouble? {
        if case .failure(let error) = self { error.trouble } else { nil }
    }
}

import SystemCalls

/// One entry of /sys/class/video4linux, read without opening anything.
package struct VideoNode: Hashable, Sendable {
    /// `video0`; never an identity, for it changes with every replug.
    package var name: String
    /// The device node.
    package var path: String
    /// What its driver calls it.
    package var title: String
    /// Its place among the nodes of one device: uvcvideo's 0 is the picture, 1 the metadata.
    package var index: Int
    /// The real sysfs path of the device behind it; empty for a device without one (v4l2loopback).
    package var device: String

    package init(name: String, path: String, title: String, index: Int, device: String) {
        self.name = name
        self.path = path
        self.title = title
        self.index = index
        self.device = device
    }

    /// Every video node of the machine, by number.
    package static func all(_ roots: Roots) -> [VideoNode] {
        let folder = roots.sys + "/class/video4linux"
        // No such folder: no video driver is loaded, which is no cameras and no error.
        let names = (try? Files.names(in: folder)) ?? []
        let numbers = names.compactMap { $0.hasPrefix("video") ? Int($0.dropFirst(5)) : nil }
        return numbers.sorted().map { read("video\($0)", folder, roots) }
    }

    private static func read(_ name: String, _ folder: String, _ roots: Roots) -> VideoNode {
        VideoNode(
            name: name, path: roots.dev + "/" + name,
            title: Files.attribute("\(folder)/\(name)/name") ?? name,
            index: Files.attribute("\(folder)/\(name)/index").flatMap { Int($0) } ?? 0,
            device: Files.realPath("\(folder)/\(name)/device") ?? "")
    }

    /// Nodes with the same key belong to one physical camera. The nodes of a USB camera share its interface; vivid
    /// hangs all its cameras on one platform device and tells them apart by name only ("vivid-000-vid-cap").
    package var groupKey: String {
        if USBDevice.isInterface(device) { return device }
        return (device.isEmpty ? name : device) + "|" + stem
    }

    private var stem: String {
        let suffixes = ["-vid-cap", "-vid-out", "-meta-cap", "-meta-out"]
        let suffix = suffixes.first { title.hasSuffix($0) } ?? ""
        return String(title.dropLast(suffix.count))
    }
}

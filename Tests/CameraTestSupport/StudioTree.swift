import FoundationEssentials
import SystemCalls

/// A studio computer's /sys, /proc and /dev below a temporary folder, as far as cameras need them. Removed with the
/// last reference.
package final class StudioTree: Sendable {
    package let root: String

    package var roots: Roots { Roots(below: root) }

    package init() throws {
        root = FileManager.default.temporaryDirectory.path + "/studio-\(UUID().uuidString)"
        for folder in ["sys/class/video4linux", "proc", "dev"] { try make(folder) }
    }

    deinit {
        // A folder left in /tmp fails no test.
        try? FileManager.default.removeItem(atPath: root)
    }

    /// A UVC camera as the kernel shows it: a picture node and a metadata node below one interface.
    /// `port` is the chain behind the root hub, "3" or "3.1".
    package func plugUSBCamera(
        video number: Int, port: String, vendor: String = "046d", product: String = "0825",
        serial: String? = nil, name: String = "Lab Cam", controller: String = "pci0000:00/0000:00:14.0"
    ) throws {
        let device = "sys/devices/\(controller)/usb1/1-\(port)"
        try write(device + "/idVendor", vendor)
        try write(device + "/idProduct", product)
        try write(device + "/manufacturer", "LabCorp")
        try write(device + "/product", name)
        try write(device + "/devpath", port)
        try write(device + "/speed", "480")
        if let serial { try write(device + "/serial", serial) }
        for index in 0...1 {
            try node(
                "video\(number + index)", title: "\(name): \(name)", index: index,
                device: "\(device)/1-\(port):1.0")
        }
    }

    /// One of vivid's cameras: all hang on one platform device.
    package func loadVivid(video number: Int, instance: Int) throws {
        try node(
            "video\(number)", title: "vivid-00\(instance)-vid-cap", index: 0,
            device: "sys/devices/platform/vivid.0")
    }

    package func node(_ name: String, title: String, index: Int, device: String?) throws {
        let folder = "sys/class/video4linux/\(name)"
        try write(folder + "/name", title)
        try write(folder + "/index", "\(index)")
        if let device {
            try make(device)
            try link(folder + "/device", to: "\(root)/\(device)")
        }
        try write("dev/\(name)", "")
    }

    package func unplug(video numbers: Int...) {
        for number in numbers {
            // What is gone already is unplugged too.
            try? FileManager.default.removeItem(atPath: "\(root)/sys/class/video4linux/video\(number)")
            try? FileManager.default.removeItem(atPath: "\(root)/dev/video\(number)")
        }
    }

    /// A process with open descriptors; `flags` 0x200000 makes it a kernel thread.
    package func process(
        _ pid: Int, _ command: String, parent: Int = 1, flags: Int = 0x0040_0000, open paths: [String] = []
    ) throws {
        try write("proc/\(pid)/stat", "\(pid) (\(command)) S \(parent) \(pid) \(pid) 0 -1 \(flags) 0 0")
        try make("proc/\(pid)/fd")
        for (number, path) in paths.enumerated() { try link("proc/\(pid)/fd/\(number)", to: path) }
    }

    package func end(_ pid: Int) throws {
        try FileManager.default.removeItem(atPath: "\(root)/proc/\(pid)")
    }

    package func link(_ path: String, to target: String) throws {
        try make(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
        try FileManager.default.createSymbolicLink(atPath: "\(root)/\(path)", withDestinationPath: target)
    }

    package func write(_ path: String, _ text: String) throws {
        try make(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)))
        try Data((text + "\n").utf8).write(to: URL(filePath: "\(root)/\(path)"))
    }

    private func make(_ folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
    }
}

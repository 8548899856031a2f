import SystemCalls

/// The USB side of a camera, from sysfs.
package struct USBDevice: Hashable, Sendable {
    /// "046d:0825".
    package var vendorProduct: String
    /// Nil when the maker gave it none; then two of its kind differ only by port.
    package var serial: String?
    /// "usb-0000:00:14.0-3.1": controller and port chain, the same after a replug; what QUERYCAP calls bus_info.
    package var busPath: String
    /// Maker and product as the device says them.
    package var name: String?
    /// Link speed in Mbit/s.
    package var speed: Double?
    /// "1-3.1", as the kernel log calls it.
    package var sysName: String
    /// bcdUSB: 2.1 and more on a high-speed link is a SuperSpeed device on a USB 2 path (USB 3.2, section 9.2.6.6).
    package var version: Double?
    /// The kernel may put it to sleep when nobody has it open.
    package var maySleep: Bool?
    /// Its pictures come over a bulk endpoint, whose share of the bus nobody reserves.
    package var isBulk: Bool

    /// The last part of an interface's path is "1-3.1:1.0": bus, port chain, configuration, interface.
    package static func isInterface(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return name.contains(":") && name.contains("-") && name.first?.isNumber == true
    }

    /// The device that owns the interface at this real sysfs path; nil when it is no USB device.
    package init?(interface path: String) {
        guard Self.isInterface(path) else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let device = parts.dropLast().joined(separator: "/")
        guard let vendor = Files.attribute(device + "/idVendor"),
            let product = Files.attribute(device + "/idProduct")
        else { return nil }
        vendorProduct = "\(vendor):\(product)"
        serial = Files.attribute(device + "/serial").flatMap { $0.isEmpty ? nil : $0 }
        speed = Files.attribute(device + "/speed").flatMap { Double($0) }
        sysName = parts.dropLast().last.map(String.init) ?? "?"
        version = Files.attribute(device + "/version").flatMap { Double($0.filter { $0 != " " }) }
        maySleep = Files.attribute(device + "/power/control").map { $0 == "auto" }
        isBulk = Self.hasBulkInput(device)
        let words = [Files.attribute(device + "/manufacturer"), Files.attribute(device + "/product")]
        let known = words.compactMap(\.self).filter { !$0.isEmpty }
        name = known.isEmpty ? nil : known.joined(separator: " ")
        // …/0000:00:14.0/usb1/1-3/1-3.1/1-3.1:1.0: the folder above the root hub is the controller.
        let hub = parts.lastIndex { $0.hasPrefix("usb") && Int($0.dropFirst(3)) != nil }
        let controller = hub.flatMap { $0 > 0 ? parts[$0 - 1] : nil } ?? "?"
        let port = Files.attribute(device + "/devpath") ?? "?"
        busPath = "usb-\(controller)-\(port)"
    }

    /// An isochronous camera shows no video endpoint before it streams: its interface's setting 0 has none.
    private static func hasBulkInput(_ device: String) -> Bool {
        let interfaces = ((try? Files.names(in: device)) ?? []).filter { $0.contains(":1.") }
        return interfaces.contains { interface in
            // bInterfaceClass 0e, bInterfaceSubClass 02: video streaming.
            let folder = "\(device)/\(interface)"
            guard Files.attribute(folder + "/bInterfaceClass") == "0e",
                Files.attribute(folder + "/bInterfaceSubClass") == "02"
            else { return false }
            let endpoints = ((try? Files.names(in: folder)) ?? []).filter { $0.hasPrefix("ep_8") }
            return endpoints.contains { Files.attribute("\(folder)/\($0)/type") == "Bulk" }
        }
    }

    /// A SuperSpeed device that runs at high speed or less: it says so in its version, 2.1 instead of 2.0.
    package var isSlowed: Bool? {
        guard let speed, let version else { return nil }
        return speed <= 480 && version >= 2.095
    }

    /// What the link can carry of one camera's pictures, bytes a second. Isochronous: what one endpoint can reserve
    /// (USB 2.0 table 5-5: 3 x 1024 B x 8000; USB 1.1: 1023 B x 1000; SuperSpeed: 48 KiB x 8000). Bulk: the bus
    /// without its overhead (USB 2.0 table 5-10: 13 x 512 B x 8000).
    package var capacity: Double? {
        guard let speed else { return nil }
        if speed < 100 { return isBulk ? 1_216_000 : 1_023_000 }
        if speed <= 480 { return isBulk ? 53_248_000 : 24_576_000 }
        return 393_216_000 * max(1, speed / 5000)
    }
}

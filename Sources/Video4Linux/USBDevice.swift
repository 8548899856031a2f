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
        let words = [Files.attribute(device + "/manufacturer"), Files.attribute(device + "/product")]
        let known = words.compactMap(\.self).filter { !$0.isEmpty }
        name = known.isEmpty ? nil : known.joined(separator: " ")
        // …/0000:00:14.0/usb1/1-3/1-3.1/1-3.1:1.0: the folder above the root hub is the controller.
        let hub = parts.lastIndex { $0.hasPrefix("usb") && Int($0.dropFirst(3)) != nil }
        let controller = hub.flatMap { $0 > 0 ? parts[$0 - 1] : nil } ?? "?"
        let port = Files.attribute(device + "/devpath") ?? "?"
        busPath = "usb-\(controller)-\(port)"
    }
}

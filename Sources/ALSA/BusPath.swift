/// Where a device is plugged in, from its place in sysfs, in udev's way of writing (ID_PATH):
/// `pci-0000:00:14.0-usb-0:1.2:1.0`. It names connectors, not the order of discovery.
enum BusPath {
    /// `/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.2/1-1.2:1.0`; nil for a virtual device.
    static func parse(_ path: String) -> String? {
        let parts = path.split(separator: "/")
        var host: String?
        var connector: String?
        for (index, part) in parts.enumerated() {
            if isPCI(part) {
                host = "pci-\(part)"
            } else if index > 0, parts[index - 1] == "platform" {
                host = "platform-\(part)"
            } else if let found = usbInterface(part) {
                connector = "usb-0:\(found)"
            }
        }
        guard let host else { return connector }
        return connector.map { "\(host)-\($0)" } ?? host
    }

    /// `0000:00:14.0`: the last such folder is the device, those before it are bridges.
    private static func isPCI(_ part: Substring) -> Bool {
        let fields = part.split(separator: ":", omittingEmptySubsequences: false)
        return fields.count == 3 && fields[0].count >= 4 && fields[1].count == 2 && fields[2].contains(".")
            && part.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }

    /// `1-1.2:1.0` is port 1.2 (a hub's), configuration 1, interface 0; the bus number before it may change.
    private static func usbInterface(_ part: Substring) -> Substring? {
        guard let dash = part.firstIndex(of: "-"), Int(part[..<dash]) != nil else { return nil }
        let rest = part[part.index(after: dash)...]
        guard rest.contains(":"), rest.allSatisfy({ $0.isNumber || $0 == "." || $0 == ":" }) else {
            return nil
        }
        return rest
    }
}

/// The speeds vhci_hcd can pretend, with the numbers its attach file takes (enum usb_device_speed).
package enum Speed: String, Sendable {
    case full, high, `super`

    package var attachCode: Int {
        switch self {
        case .full: 2
        case .high: 3
        case .super: 5
        }
    }
}

/// Who a device says it is.
package struct DeviceIdentity: Equatable, Sendable {
    package var vendor: Int
    package var product: Int
    /// Many real cameras have none; then only the port tells twins apart.
    package var serial: String?
    package var manufacturer = "LabCorp"
    package var name: String
    package var speed: Speed
    /// Whether it says that it could run at SuperSpeed, whatever the port it is on can do.
    package var isSuperSpeedCapable = false

    /// String descriptor indices: 0 is the language list.
    fileprivate var strings: [String] { [manufacturer, name] + (serial.map { [$0] } ?? []) }
}

extension DeviceIdentity {
    /// The device descriptor; `classCode` is 0xEF for a function that groups interfaces, 0 otherwise.
    package func deviceDescriptor(classCode: UInt8) -> [UInt8] {
        var bytes: [UInt8] = [18, 1]
        // 2.10 promises the list of capabilities below, to a host that never saw SuperSpeed of it.
        bytes.appendLittle(speed == .super ? 0x0300 : (isSuperSpeedCapable ? 0x0210 : 0x0200), 2)
        bytes += classCode == 0xEF ? [0xEF, 2, 1] : [0, 0, 0]
        // SuperSpeed writes the control packet size as a power of two: 2^9.
        bytes.append(speed == .super ? 9 : 64)
        bytes.appendLittle(vendor, 2)
        bytes.appendLittle(product, 2)
        bytes.appendLittle(0x0100, 2)
        bytes += [1, 2, serial == nil ? 0 : 3, 1]
        return bytes
    }

    /// One configuration around a function's interfaces.
    package func configurationDescriptor(interfaces: Int, body: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [9, 2]
        bytes.appendLittle(9 + body.count, 2)
        // 200 mA: the unit is 2 mA, and 8 mA at SuperSpeed (USB 3.2 table 9-22).
        bytes += [UInt8(interfaces), 1, 0, 0x80, speed == .super ? 25 : 100]
        return bytes + body
    }

    /// The list of capabilities (BOS, USB 3.2 section 9.6.2), nil where the device has none.
    package var capabilities: [UInt8]? {
        guard isSuperSpeedCapable || speed == .super else { return nil }
        // USB 2.0 extension without link power management; SuperSpeed at all speeds from full on, no exit latency.
        let parts: [UInt8] = [7, 0x10, 2, 0, 0, 0, 0] + [10, 0x10, 3, 0, 0x0E, 0, 1, 0, 0, 0]
        var bytes: [UInt8] = [5, 15]
        bytes.appendLittle(5 + parts.count, 2)
        return bytes + [2] + parts
    }

    /// The string of an index, nil where there is none (the request is then stalled).
    package func stringDescriptor(_ index: Int) -> [UInt8]? {
        if index == 0 { return [4, 3, 0x09, 0x04] }
        guard strings.indices.contains(index - 1) else { return nil }
        var text: [UInt8] = []
        for unit in strings[index - 1].utf16 { text.appendLittle(Int(unit), 2) }
        return [UInt8(text.count + 2), 3] + text
    }
}

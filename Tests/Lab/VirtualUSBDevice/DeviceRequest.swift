/// What the command line asks for: `virtual-usb-device camera --port 0 --serial A1B2 ...`.
package struct DeviceRequest: Equatable, Sendable {
    package enum Kind: String, Sendable { case camera, microphone }

    package var kind: Kind
    package var port = 0
    package var identity: DeviceIdentity
    package var mode = VideoMode(width: 640, height: 360, framesPerSecond: 30)
    package var controls = CameraControls()
    /// A file of Motion JPEG pictures to send instead of drawn ones.
    package var film: String?
    /// Where the device writes what it did.
    package var tally: String?

    package static let usage = """
        usage: virtual-usb-device camera|microphone [--port N] [--speed full|high|super]
                   [--vendor HEX] [--product HEX] [--serial TEXT|none] [--name TEXT]
                   [--size WxH] [--rate N] [--capable super] [--control NAME=VALUE]... [--film FILE]
                   [--tally FILE]

        Plugs a virtual USB device into port N of the kernel's vhci_hcd (modprobe vhci-hcd; ports 0-14 are
        full and high speed, 15-29 super speed) and plays it until it is killed, which unplugs it.
        A film is a file of `ffmpeg -f mjpeg`; its size must be the one named. The tally, one line of JSON, is
        written anew after each picture. Controls: exposure-mode, dynamic-rate, exposure-time, privacy, brightness,
        mains. --capable super: a USB 3 device, whatever its port.
        Faults by environment, counted in pictures (for a microphone FAULT_STALL_AFTER counts milliseconds):
        FAULT_ERROR_EVERY, _SHORT_EVERY, _BREAK_EVERY, _STALL_AFTER, _STALL_FOR, _END_AFTER, _FREEZE_AFTER, _BLACK_AFTER,
        _FAIL_AFTER; FAULT_REFUSE_STREAM=1, FAULT_DARK=1.
        """

    /// Nil with a reason when the arguments make no sense.
    package static func parse(_ arguments: [String]) -> Result<DeviceRequest, RequestError> {
        guard let word = arguments.first, let kind = Kind(rawValue: word) else {
            return .failure(RequestError(reason: "name a camera or a microphone"))
        }
        // Identities of two real devices, so that quirk tables of drivers treat ours as they would those.
        var request = DeviceRequest(
            kind: kind,
            identity: kind == .camera
                ? DeviceIdentity(vendor: 0x046D, product: 0x0825, name: "Lab Cam 2000", speed: .high)
                : DeviceIdentity(vendor: 0x0D8C, product: 0x0014, name: "Lab Mic 100", speed: .high))
        var rest = arguments.dropFirst()
        while let option = rest.popFirst() {
            guard let text = rest.popFirst() else {
                return .failure(RequestError(reason: "\(option) needs a value"))
            }
            guard request.apply(option, text) else {
                return .failure(RequestError(reason: "\(option) \(text) is not understood"))
            }
        }
        return .success(request)
    }

    private mutating func apply(_ option: String, _ text: String) -> Bool {
        switch option {
        case "--port": return set(&port, Int(text))
        case "--speed": return set(&identity.speed, Speed(rawValue: text))
        case "--vendor": return set(&identity.vendor, Int(text, radix: 16))
        case "--product": return set(&identity.product, Int(text, radix: 16))
        case "--serial": identity.serial = text == "none" ? nil : text
        case "--name": identity.name = text
        case "--capable": return set(&identity.isSuperSpeedCapable, text == "super" ? true : nil)
        case "--film": film = text
        case "--tally": tally = text
        case "--control":
            let parts = text.split(separator: "=")
            guard parts.count == 2, let value = Int(parts[1]), controls.has(String(parts[0])) else {
                return false
            }
            controls[String(parts[0])] = value
        case "--rate": return set(&mode.framesPerSecond, Int(text).flatMap { $0 > 0 ? $0 : nil })
        case "--size":
            let parts = text.split(separator: "x").compactMap { Int($0) }
            guard parts.count == 2, parts.allSatisfy({ $0 > 0 && $0.isMultiple(of: 2) }) else { return false }
            (mode.width, mode.height) = (parts[0], parts[1])
        default: return false
        }
        return true
    }

    private func set<T>(_ target: inout T, _ value: T?) -> Bool {
        guard let value else { return false }
        target = value
        return true
    }
}

/// Why the arguments make no sense.
package struct RequestError: Error, Equatable, Sendable {
    package var reason: String
}

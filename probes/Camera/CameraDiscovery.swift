import ProbeProtocol
import StudioModel
import SystemCalls
import Video4Linux

/// What `inspect` and `onair devices` say of a camera that is plugged in. Opens it to read, never to stream.
enum CameraDiscovery {
    static func describe(
        _ camera: Camera, among cameras: [Camera], _ roots: Roots, _ door: any VideoDoor
    ) -> DiscoveredDevice {
        let holders = NodeHolders.of(camera.nodes.map(\.name), roots)
        let state: Outcome =
            switch camera.trouble {
            case .denied: .denied(NodeAccess.advice(camera.node.path))
            case .busy: .text("busy: \(holders.description)")
            default:
                .text(
                    camera.lacksProducer
                        ? "no program feeds this virtual camera"
                        : holders.users.isEmpty ? "free" : "busy: \(holders.description)")
            }
        return DiscoveredDevice(
            family: "camera", identity: camera.identity.keys, name: camera.name, state: state,
            facts: facts(camera, among: cameras, door))
    }

    private static func facts(
        _ camera: Camera, among cameras: [Camera], _ door: any VideoDoor
    ) -> [String: Value] {
        var facts: [String: Value] = [:]
        facts["by-id"] = camera.identity.byID.map { .text($0) }
        facts["driver"] = camera.capability.map { .text($0.driver) }
        facts["usb-speed"] = camera.usb?.speed.map { .number($0) }
        // Twins: nothing but the port tells them apart.
        let (product, serial) = (camera.identity.vendorProduct, camera.identity.serial)
        let alike = cameras.count { $0.identity.vendorProduct == product && $0.identity.serial == serial }
        facts["twin"] = .flag(product != nil && alike > 1)
        facts["usb-slowed"] = camera.usb?.isSlowed.map { .flag($0) }
        do throws(SystemError) {
            let device = try Device(camera.node.path, through: door)
            let format = try device.format()
            facts["width"] = .number(Double(format.width))
            facts["height"] = .number(Double(format.height))
            facts["format"] = .text(format.description)
            if let rate = try device.interval().rate { facts["fps"] = .number(rate) }
            facts["modes"] = .text(try modes(device).joined(separator: ", "))
            facts.merge(try controls(device)) { first, _ in first }
        } catch {
            // What could be read is kept; why not more is said.
            facts["trouble"] = .text(error.cameraSentence)
        }
        return facts
    }

    /// What `onair learn` keeps as the good rig's: every setting a person may have chosen.
    private static func controls(_ device: borrowing Device) throws(SystemError) -> [String: Value] {
        var facts: [String: Value] = [:]
        let sheet = try ControlSheet(device)
        for entry in sheet.entries where entry.control.isWritable {
            facts["control.\(entry.control.name)"] = entry.plain
        }
        let lines = sheet.entries.filter(\.control.isReadable).map { entry in
            let control = entry.control
            let limits = control.limits.isEmpty ? "" : ", \(control.limits)"
            let range = "\(control.minimum)...\(control.maximum), default \(control.initial)"
            return "\(control.name) \(entry.plain.map(\.description) ?? "?") (\(range)\(limits))"
        }
        if !lines.isEmpty { facts["controls"] = .text(lines.joined(separator: "; ")) }
        return facts
    }

    /// The largest picture of each format with its highest rate: "MJPG 1920x1080 at 30 Hz". Real cameras have two
    /// to four formats; a simulator's sixty help nobody.
    private static func modes(_ device: borrowing Device) throws(SystemError) -> [String] {
        var modes: [String] = []
        for format in try device.offeredFormats().prefix(8) {
            var best: (width: Int, height: Int)?
            for size in try device.offeredSizes(format.pixels) {
                let (width, height) = size.largest
                // As numbers with a point: a driver's nonsense times nonsense does not fit a word.
                let area = Double(width) * Double(height)
                if area > (best.map { Double($0.width) * Double($0.height) } ?? 0) { best = (width, height) }
            }
            guard let best else { continue }
            let intervals = try device.offeredIntervals(format.pixels, width: best.width, height: best.height)
            let rate = intervals.compactMap(\.highestRate).max()
            let picture = PictureFormat(width: best.width, height: best.height, pixels: format.pixels)
            modes.append(picture.description + (rate.map { " at \(Value.plain($0)) Hz" } ?? ""))
        }
        return modes
    }
}

extension OfferedSizes {
    fileprivate var largest: (width: Int, height: Int) {
        switch self {
        case .discrete(let width, let height): (width, height)
        case .stepwise(let widths, let heights): (widths.highest, heights.highest)
        }
    }
}

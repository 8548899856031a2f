import StudioModel
import SystemCalls
import Video4Linux

/// What the kernel wrote of a camera in the last quarter of an hour.
package enum KernelReport {
    static let metrics: [Metric] = ["camera.kernel.warnings", "camera.kernel.failures", "camera.kernel.last"]
    /// Seconds back.
    static let window = 900.0

    static func outcomes(_ camera: Camera, _ roots: Roots, at now: Instant) -> [Metric: Outcome] {
        guard let usb = camera.usb else {
            let reason = Outcome.unsupported("no line of the kernel's log names it")
            return Dictionary(metrics.map { ($0, reason) }, uniquingKeysWith: { first, _ in first })
        }
        do throws(SystemError) {
            let seconds = Double(now.nanoseconds) / 1e9
            let entries = try KernelLog.read(roots).filter { $0.time > seconds - window }
            return outcomes(entries, of: usb)
        } catch {
            let outcome: Outcome =
                error.trouble == .denied
                ? .denied(
                    "not permitted to read \(roots.dev)/kmsg: it needs CAP_SYSLOG, or sysctl kernel.dmesg_restrict=0"
                )
                : error.trouble == .missing
                    ? .unsupported("no \(roots.dev)/kmsg") : .failed(error.description)
            return Dictionary(metrics.map { ($0, outcome) }, uniquingKeysWith: { first, _ in first })
        }
    }

    package static func outcomes(_ entries: [KernelLog.Entry], of usb: USBDevice) -> [Metric: Outcome] {
        let judged = entries.filter { isAbout(usb, $0) }
            .compactMap { entry in severity(entry.text).map { (entry: entry, isFailure: $0) } }
        let failures = judged.filter(\.isFailure)
        let last = failures.last ?? judged.last
        return [
            "camera.kernel.failures": .number(Double(failures.count)),
            "camera.kernel.warnings": .number(Double(judged.count - failures.count)),
            "camera.kernel.last": .text(last.map { String($0.entry.text.prefix(200)) } ?? "none"),
        ]
    }

    /// Nil for lines that say nothing bad; else whether it is a failure.
    static func severity(_ text: String) -> Bool? {
        let failures = [
            "USB disconnect", "over-current", "Not enough bandwidth", "Insufficient periodic bandwidth",
            "(-28)", "failed -28", "error -28",
        ]
        let warnings = [
            "reset high-speed", "reset High Speed", "reset SuperSpeed", "reset full-speed", "(-71", "(-75",
            "error -71",
            "error -75", "error -110", "device descriptor read", "Failed to submit URB", "Non-zero status",
        ]
        if failures.contains(where: { text.contains($0) }) { return true }
        return warnings.contains { text.contains($0) } ? false : nil
    }

    /// By the device that the record names, by the name in its text, or by its port of the hub above. Older kernels
    /// name none for uvcvideo; such a line may be of any USB camera and counts for each.
    static func isAbout(_ usb: USBDevice, _ entry: KernelLog.Entry) -> Bool {
        let name = usb.sysName
        if let device = entry.device {
            if device == "+usb:\(name)" || device.hasPrefix("+usb:\(name):") { return true }
        }
        let text = entry.text
        if text.contains("usb \(name): ") || text.contains(" \(name):1.") { return true }
        if text.contains(" \(port(name)): ") { return true }
        return text.hasPrefix("uvcvideo: ") && !text.contains(":1.")
    }

    /// "usb1-port3" for 1-3, "1-3-port1" for 1-3.1.
    private static func port(_ name: String) -> String {
        if let dot = name.lastIndex(of: ".") {
            return "\(name[..<dot])-port\(name[name.index(after: dot)...])"
        }
        let parts = name.split(separator: "-")
        return parts.count == 2 ? "usb\(parts[0])-port\(parts[1])" : name
    }
}

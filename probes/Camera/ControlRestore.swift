import ProbeProtocol
import StudioModel
import SystemCalls
import Video4Linux

/// Sets controls to what the profile wants: the automatic ones first, for they release or lock the others.
struct ControlRestore {
    let wanted: [String: Value]

    init(_ wanted: [String: Value]) { self.wanted = wanted }

    func run(on device: borrowing Device, isDry: Bool) throws(SystemError) -> ActResult {
        var result = ActResult()
        // Two rounds: what was overruled by an automatic may be set once that is off.
        for round in 0..<2 {
            let sheet = try ControlSheet(device, only: Set(wanted.keys))
            for (name, value) in wanted.sorted(by: { Self.order($0.key) < Self.order($1.key) }) {
                guard let entry = sheet[name] else {
                    if round == 0 { result.changes.append("\(name): the camera has no such control") }
                    continue
                }
                if entry.agrees(with: value) { continue }
                guard let number = sheet.number(for: value, of: entry, on: device) else {
                    if round == 0 { result.changes.append("\(name): it knows no \(value)") }
                    continue
                }
                guard entry.control.isWritable else {
                    if round == 1 { result.changes.append("\(name) left alone: \(entry.control.limits)") }
                    continue
                }
                if isDry, round == 1 { continue }
                let before = entry.plain
                if !isDry { try device.set(entry.control, to: number) }
                if let before { result.undo["control.\(name)"] = before }
                result.changes.append("\(name) \(before.map(\.description) ?? "?") → \(value)")
            }
        }
        return result
    }

    private static func order(_ name: String) -> String {
        (name.contains("auto") || name == "power_line_frequency" ? "0" : "1") + name
    }
}

import Checklist
import ProbeProtocol
import StudioModel

/// Devices as a person reads them: one a line, grouped by family, with what recognises each.
struct DeviceTable {
    let devices: [DiscoveredDevice]
    /// Families that were looked for; one in which nothing is there is said, too.
    var families: Set<String> = []
    let language: Language

    var text: String {
        let empty = families.subtracting(devices.map(\.family)).sorted().map { family in
            Phrase.family(family, language) + (language == .chinese ? "：未找到" : ": none found")
        }
        if devices.isEmpty, empty.isEmpty {
            return language == .chinese ? "没有找到任何设备。" : "No device was found."
        }
        var lines: [String] = []
        var family = ""
        for device in devices {
            if device.family != family {
                family = device.family
                if !lines.isEmpty { lines.append("") }
                lines.append(Phrase.family(family, language))
            }
            let identity = device.identity.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            lines.append("  \(device.name)  [\(ProbeWords.say(device.state, language))]")
            lines.append("      " + identity.joined(separator: "  "))
        }
        if !lines.isEmpty, !empty.isEmpty { lines.append("") }
        lines += empty
        return ShownText.block(lines)
    }
}

import Netlink
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls

/// The way out of the studio: the interface (`link`) and the encoder's own connection (`uplink`).
package struct NetworkProbe: Probe {
    package static let description = ProbeDescription(
        family: "link", families: ["link", "uplink"], isolation: .family,
        metrics: LinkMetrics.all + UplinkMetrics.all,
        matchKeys: ["interface", "host", "port", "url"], expectKeys: ["bitrate"], secretKeys: ["url"],
        permissions: [
            "none to measure; to name the encoder's process, the same user as the encoder or CAP_SYS_PTRACE"
        ])

    private let roots: Roots

    package init() { self.init(roots: .system) }

    init(roots: Roots) { self.roots = roots }

    package func discover() -> [DiscoveredDevice] {
        do {
            var socket = try NetlinkSocket(.route)
            let uplink = try socket.routes().defaultInterface
            return try socket.links().filter { !$0.isLoopback }.map {
                device($0, isDefault: $0.index == uplink)
            }
        } catch {
            return []  // a session says why in its readings; there is no device to show
        }
    }

    private func device(_ link: NetworkLink, isDefault: Bool) -> DiscoveredDevice {
        var identity = ["interface": link.name]
        if !link.hardwareAddress.isEmpty { identity["mac"] = link.hardwareAddressText }
        let details = LinkDetails.read(link, sys: roots.sys)
        var facts: [String: Value] = ["default-route": .flag(isDefault)]
        facts["wireless"] = details.wireless.value
        facts["speed"] = details.speed.value
        if !link.kind.isEmpty { facts["kind"] = .text(link.kind) }
        let state: Outcome =
            if !link.isEnabled { .absent("switched off") } else if !link.hasCarrier {
                .absent("no cable, or no partner at its other end")
            } else { .text("free") }
        return DiscoveredDevice(
            family: "link", identity: identity, name: link.name, state: state, facts: facts)
    }

    package func makeSession(_ subject: SubjectConfiguration) -> any ProbeSession {
        subject.subject.family == "uplink"
            ? UplinkSession(subject, roots: roots) : LinkSession(subject, roots: roots)
    }
}

extension NetworkLink {
    /// Whether the cable or radio has a partner; a driver that does not say is judged by its flags.
    var hasCarrier: Bool { carrier ?? (flags & 0x1_0000 != 0) }  // IFF_LOWER_UP

    /// `02:fc:00:00:00:01`
    var hardwareAddressText: String {
        hardwareAddress.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
    }
}

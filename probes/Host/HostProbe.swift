import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls

/// The studio computer itself: is it short of anything, does it run hot, is its clock right.
package struct HostProbe: Probe {
    package static let description = ProbeDescription(
        family: "host", isolation: .family,
        metrics: PressureMeasure.metrics + MemoryMeasure.metrics + DiskMeasure.metrics + ClockMeasure.metrics
            + TemperatureMeasure.metrics,
        matchKeys: ["path"], expectKeys: ["show-hours", "record-bitrate"], secretKeys: [])

    /// Seconds between two looks. The kernel renews its pressure figures every two seconds.
    static let period = 2.0

    private let roots: Roots

    package init() { self.init(roots: .system) }

    init(roots: Roots) { self.roots = roots }

    package func discover() -> [DiscoveredDevice] {
        let name = Files.attribute(roots.proc + "/sys/kernel/hostname") ?? "this computer"
        return [
            DiscoveredDevice(
                family: "host", identity: ["hostname": name], name: name, state: .text("free"),
                facts: MemoryMeasure.facts(roots))
        ]
    }

    package func makeSession(_ subject: SubjectConfiguration) -> any ProbeSession {
        HostSession(subject, roots: roots)
    }
}

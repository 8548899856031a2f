import FFmpeg
import ProbeKit
import ProbeProtocol
import StudioModel

/// Pulls the published stream as a viewer would, and measures what arrives.
struct StreamProbe: Probe {
    static let description = ProbeDescription(
        family: "output", isolation: .subject, metrics: StreamMetrics.all, matchKeys: ["url"],
        expectKeys: [], secretKeys: ["url"],
        permissions: ["network access to the stream's server"], captures: ["image/jpeg"])

    init() {}

    /// A stream is no device of this machine: there is nothing to find without an address.
    func discover() -> [DiscoveredDevice] { [] }

    func makeSession(_ subject: SubjectConfiguration) -> any ProbeSession { StreamSession(subject) }
}

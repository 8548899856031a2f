import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls
import Video4Linux

/// Reads V4L2 cameras: who they are, who holds them, what they deliver and how the picture is.
package struct CameraProbe: Probe {
    private let directory: CameraDirectory
    private let door: any VideoDoor
    private let clock: @Sendable () -> Instant

    package init() {
        self.init(roots: .system, door: LiveVideoDoor(), clock: { .now })
    }

    /// For tests: another machine's files, another driver, another clock.
    package init(roots: Roots, door: any VideoDoor, clock: @escaping @Sendable () -> Instant) {
        self.door = door
        self.clock = clock
        directory = CameraDirectory(roots, through: door)
    }

    package static var description: ProbeDescription {
        ProbeDescription(
            family: "camera", isolation: .subject, metrics: CameraMetrics.descriptions,
            matchKeys: ["serial", "bus-path", "vendor-product", "node", "name", "other-bus-paths"],
            expectKeys: CameraKeys.expect, secretKeys: [],
            permissions: [
                "open /dev/video*: member of the group video",
                "read /dev/kmsg: CAP_SYSLOG, or sysctl kernel.dmesg_restrict=0",
            ], captures: ["image/jpeg;frame=good", "image/jpeg;frame=bad"])
    }

    package func discover() -> [DiscoveredDevice] {
        let cameras = directory.cameras()
        return cameras.map { CameraDiscovery.describe($0, among: cameras, directory.roots, door) }
    }

    package func makeSession(_ subject: SubjectConfiguration) -> any ProbeSession {
        session(subject)
    }

    package func session(_ subject: SubjectConfiguration) -> CameraSession {
        CameraSession(subject, directory, door, clock)
    }
}

import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls

/// A probe whose device never answers: what the kit promises for every probe must hold for this one.
struct HangingProbe: Probe {
    static let description = ProbeDescription(
        family: "hanging", isolation: .subject,
        metrics: [
            MetricDescription(
                "hanging.present", kind: .state, meaning: "Whether the device is there.", source: "nothing")
        ], matchKeys: ["name"])

    func discover() -> [DiscoveredDevice] { [] }

    func makeSession(_ subject: SubjectConfiguration) -> any ProbeSession {
        subject.match["name"] == "quiet" ? QuietSession() : HangingSession()
    }
}

/// Hangs as a driver does: it looks at no stop, and never comes back.
struct HangingSession: ProbeSession {
    func run(_ outlet: Outlet) {
        while true { _ = try? Descriptors.waitReadable([], seconds: nil) }
    }
}

/// Says one thing once, and lives on without a word.
struct QuietSession: ProbeSession {
    func run(_ outlet: Outlet) {
        outlet.send(["hanging.present": .flag(true)])
        while outlet.wait(seconds: 1) {}
    }
}

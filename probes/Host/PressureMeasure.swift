import ProbeProtocol
import StudioModel
import SystemCalls

/// The share of time in which some task had to wait for the processor, memory or disk: the kernel's
/// pressure stall information, mean of ten seconds.
struct PressureMeasure: HostMeasure {
    static let metrics = ["cpu", "memory", "io"].map { resource in
        MetricDescription(
            Metric("host.pressure.\(resource)"), unit: "%", kind: .level, period: HostProbe.period,
            meaning:
                "Share of ten seconds in which some task waited for \(waitedFor[resource] ?? resource).",
            source: "/proc/pressure/\(resource), some avg10")
    }
    private static let waitedFor = ["cpu": "a processor", "memory": "memory", "io": "a disk"]

    private let root: String

    init(_ roots: Roots) { root = roots.proc + "/pressure" }

    func read() -> [Metric: Outcome] {
        Dictionary(
            uniqueKeysWithValues: ["cpu", "memory", "io"].map { resource in
                (Metric("host.pressure.\(resource)"), outcome(of: resource))
            })
    }

    private func outcome(of resource: String) -> Outcome {
        do {
            let text = try Files.text("\(root)/\(resource)")
            guard let share = Self.parse(text) else {
                return .failed("/proc/pressure/\(resource) is not understood")
            }
            return .number(share)
        } catch {
            return .unreadable(error, missing: "this kernel keeps no pressure figures (boot it with psi=1)")
        }
    }

    /// Percent, from `some avg10=1.53 avg60=0.87 avg300=0.26 total=58761459`.
    static func parse(_ text: String) -> Double? {
        for line in text.split(separator: "\n") where line.hasPrefix("some ") {
            for field in line.split(separator: " ") where field.hasPrefix("avg10=") {
                return Double(field.dropFirst("avg10=".count)).flatMap { $0.isFinite ? $0 : nil }
            }
        }
        return nil
    }
}

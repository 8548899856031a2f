import ProbeProtocol
import StudioModel
import SystemCalls

/// How much memory a new program could still get without swapping.
struct MemoryMeasure: HostMeasure {
    static let metrics = [
        MetricDescription(
            "host.memory.available-ratio", unit: "1", kind: .level, period: HostProbe.period,
            meaning: "Memory that programs can still get, as a share of all memory.",
            source: "/proc/meminfo, MemAvailable over MemTotal")
    ]

    private let path: String

    init(_ roots: Roots) { path = roots.proc + "/meminfo" }

    func read() -> [Metric: Outcome] { ["host.memory.available-ratio": outcome] }

    private var outcome: Outcome {
        do {
            let fields = Self.parse(try Files.text(path))
            guard let total = fields["MemTotal"], total > 0 else {
                return .failed("/proc/meminfo is not understood")
            }
            guard let available = fields["MemAvailable"] else {
                return .unsupported("this kernel does not estimate the available memory (Linux 3.14 does)")
            }
            return .number(available / total)
        } catch {
            return .unreadable(error, missing: "there is no /proc/meminfo")
        }
    }

    /// The fields in kibibytes, from lines such as `MemTotal:        4017880 kB`.
    static func parse(_ text: String) -> [String: Double] {
        var fields: [String: Double] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 2, words[0].hasSuffix(":") else { continue }
            fields[String(words[0].dropLast())] = Double(words[1])
        }
        return fields
    }

    /// What `devices` shows of the computer.
    static func facts(_ roots: Roots) -> [String: Value] {
        guard let text = try? Files.text(roots.proc + "/meminfo"), let total = parse(text)["MemTotal"]
        else { return [:] }
        return ["memory-bytes": .number(total * 1024)]
    }
}

import FoundationEssentials
import StudioModel
import SystemCalls

/// One figure of the bench.
struct Figure: Sendable {
    let name: String
    let value: Double
    /// What one of it is, or what it means.
    let unit: String
    /// What is aimed at, at most; nothing fails by it.
    var limit: Double?
}

/// The figures, in the order in which they were measured.
struct Figures: Sendable {
    private var all: [Figure] = []
    private var machine = ""

    mutating func add(_ figures: [Figure]) { all += figures }

    /// A busy machine explains a figure; so its load is said beside them.
    mutating func noteMachine() {
        let load = Files.attribute("/proc/loadavg")?.split(separator: " ").first ?? "?"
        machine =
            "\(ProcessInfo.processInfo.activeProcessorCount) processors, load \(load) when the bench began"
    }

    /// One JSON object, name to number.
    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        let flat = Dictionary(all.map { ($0.name, Figures.rounded($0.value)) }, uniquingKeysWith: { $1 })
        let text = try encoder.encode(flat) + Data([0x0A])
        try text.write(to: URL(filePath: path), options: .atomic)
    }

    /// A table on standard output.
    func printed(to path: String) throws {
        let width = all.map(\.name.count).max() ?? 0
        var lines = all.map { figure in
            let name = figure.name.padding(to: width)
            let value = Value.plain(Figures.rounded(figure.value))
            let gap = String(repeating: " ", count: max(1, 14 - value.count))
            let limit = figure.limit.map { limit in
                "  (aim: under \(Value.plain(limit))\(figure.value < limit ? "" : "; NOT MET"))"
            }
            return "\(name)\(gap)\(value)  \(figure.unit)\(limit ?? "")"
        }
        lines += ["", machine, "The same figures: \(path)", ""]
        try Descriptors.writeAll(Array(lines.joined(separator: "\n").utf8), to: 1)
    }

    /// Three decimals are finer than any of them repeats.
    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}

extension [Double] {
    /// The value below which the share of all lies: the nearest rank, no interpolation.
    func percentile(_ share: Double) -> Double {
        guard !isEmpty else { return .nan }
        return sorted()[Swift.min(count - 1, Swift.max(0, Int((Double(count) * share).rounded(.up)) - 1))]
    }
}

import Journal
import StudioModel
import SystemCalls

/// How long an event takes until it is durable: acknowledged means on the disk.
enum JournalFigures {
    static func measure(folder: String, events: Int = 500) throws -> [Figure] {
        let journal = try Journal(folder: folder)
        let latencies = try (0..<events).map { number in
            let began = Clocks.monotonicNanoseconds
            try journal.append(.noted(incident: "i", by: "bench", text: "event \(number)"))
            return Double(Clocks.monotonicNanoseconds - began) / 1e6
        }
        return [
            Figure(
                name: "journal.event-commit.p50-ms", value: latencies.percentile(0.5),
                unit: "ms until durable"),
            Figure(
                name: "journal.event-commit.p99-ms", value: latencies.percentile(0.99),
                unit: "ms until durable"),
        ]
    }
}

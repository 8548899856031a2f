import Journal
import StudioModel
import SystemCalls

/// How long an event takes until it is durable: acknowledged means on the disk.
///
/// A commit is one fdatasync of SQLite's log, so that no program can commit faster than the disk syncs. The disk's own
/// figure is taken in turn with each commit, on a file in the same folder, with as many bytes as a commit adds to the
/// log: the ratio says what is ours on any disk, and however busy it is.
enum JournalFigures {
    /// What an event adds to the log: its page in the table, one in each of two indexes, a frame's header each.
    private static let commitBytes = 3 * (4096 + 24)

    static func measure(folder: String, events: Int = 500) throws -> [Figure] {
        let journal = try Journal(folder: folder)
        let disk = try OwnedDescriptor.create(folder + "/fdatasync")
        let bytes = [UInt8](repeating: 0x4F, count: commitBytes)
        var commits: [Double] = []
        var syncs: [Double] = []
        for number in 0..<events {
            commits.append(
                try milliseconds {
                    try journal.append(.noted(incident: "i", by: "bench", text: "event \(number)"))
                })
            syncs.append(
                try milliseconds {
                    try Descriptors.writeAll(bytes, to: disk.number)
                    try Descriptors.syncData(disk.number)
                })
        }
        let ratio = commits.percentile(0.5) / syncs.percentile(0.5)
        return [
            figure("journal.event-commit.p50-ms", commits.percentile(0.5), "ms until durable"),
            figure("journal.event-commit.p99-ms", commits.percentile(0.99), "ms until durable"),
            figure("journal.fdatasync.p50-ms", syncs.percentile(0.5), "ms of this disk alone: the floor"),
            figure("journal.fdatasync.p99-ms", syncs.percentile(0.99), "ms of this disk alone: the floor"),
            figure("journal.event-commit-over-fdatasync", ratio, "times the floor, at the median"),
        ]
    }

    private static func figure(_ name: String, _ value: Double, _ unit: String) -> Figure {
        Figure(name: name, value: value, unit: unit)
    }

    private static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        let began = Clocks.monotonicNanoseconds
        try body()
        return Double(Clocks.monotonicNanoseconds - began) / 1e6
    }
}

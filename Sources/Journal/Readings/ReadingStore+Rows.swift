import Compression
import FoundationEssentials
import GRDB
import StudioModel

extension ReadingStore {
    static func insert(tail body: [UInt8], clock: JournalClock, into database: DatabaseQueue) throws {
        try database.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                try database.execute(
                    sql: "INSERT INTO tail (boot, wall, body) VALUES (?, ?, ?)",
                    arguments: [clock.boot, clock.wall().milliseconds, Data(body)])
                return .commit
            }
        }
    }

    static func insert(
        _ key: SeriesKey, _ samples: [RecordedSample], boot: String, wall: Int64, into database: Database
    ) throws {
        guard let first = samples.map(\.at).min(), let last = samples.map(\.at).max() else { return }
        let body = try Zstandard.compress(BlockCoding.encode(samples))
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO block (boot, subject, metric, first, last, count, wall, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            boot, key.subject.rawValue, key.metric.rawValue, Int64(clamping: first.nanoseconds),
            Int64(clamping: last.nanoseconds), samples.count, wall, Data(body),
        ])
    }

    /// Seals the tails that a killed program left behind.
    static func adopt(_ database: Database) throws {
        var left: [String: [SeriesKey: [RecordedSample]]] = [:]
        var wall: [String: Int64] = [:]
        for tail in try Tail.all(database) {
            // A damaged tail is given up: it is five seconds of readings, and would stand in the way for ever.
            guard let unpacked = try? tail.unpacked() else { continue }
            left[tail.boot, default: [:]].merge(unpacked) { $0 + $1 }
            wall[tail.boot] = tail.wall
        }
        for (boot, series) in left {
            for (key, samples) in series {
                try insert(key, samples, boot: boot, wall: wall[boot] ?? 0, into: database)
            }
        }
        try database.execute(sql: "DELETE FROM tail")
    }
}

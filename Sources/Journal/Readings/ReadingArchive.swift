import Compression
import FoundationEssentials
import GRDB
import StudioModel

/// Readings as they are read back: for reports, plots and replay. Any number of processes may read while one writes.
package struct ReadingArchive: Sendable {
    package let path: String
    let database: DatabaseQueue

    /// What was found of one series.
    package struct Found: Hashable, Sendable {
        /// By time. Where nothing was measured, there is nothing: a gap is never filled.
        package var samples: [RecordedSample] = []
        /// Blocks whose bytes are not what was written; their samples are missing.
        package var damagedBlocks = 0
    }

    /// Opens the readings in a folder; changes nothing.
    package init(folder: String) throws(JournalError) {
        path = folder + "/readings.sqlite"
        do {
            try JournalFile.examine(path, purpose: .readings, mayBeNew: false)
            database = try JournalFile.openForReading(path)
        } catch {
            throw JournalError.sqlite(error, path: path)
        }
    }

    init(path: String, database: DatabaseQueue) {
        self.path = path
        self.database = database
    }

    /// The samples of a series in one boot, `from` and `to` included.
    package func samples(
        of series: SeriesKey, boot: String, from: Instant, to: Instant
    ) throws(JournalError) -> Found {
        try read { database in
            var found = Found()
            try collectBlocks(of: series, boot: boot, from: from, to: to, into: &found, database)
            try collectTails(of: series, boot: boot, into: &found, database)
            found.samples = found.samples.filter { $0.at >= from && $0.at <= to }.sorted { $0.at < $1.at }
            return found
        }
    }

    /// Every series that has anything in it.
    package func series() throws(JournalError) -> [SeriesKey] {
        try read { database in
            var keys = Set<SeriesKey>()
            let rows = try Row.fetchCursor(database, sql: "SELECT DISTINCT subject, metric FROM block")
            while let row = try rows.next() {
                guard let subject = Subject(rawValue: row["subject"]) else { continue }
                keys.insert(SeriesKey(subject, Metric(row["metric"])))
            }
            for tail in try Tail.all(database) {
                keys.formUnion((try? tail.unpacked().keys.map { $0 }) ?? [])
            }
            return keys.sorted()
        }
    }

    /// How much is kept, and on how many bytes of disk.
    package func size() throws(JournalError) -> (samples: Int64, bytes: Int64) {
        try read { database in
            (
                try Int64.fetchOne(database, sql: "SELECT coalesce(sum(count), 0) FROM block") ?? 0,
                try ReadingArchive.usedBytes(database)
            )
        }
    }

    static func usedBytes(_ database: Database) throws -> Int64 {
        let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        let free = try Int64.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
        return (pages - free) * (try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 4096)
    }

    private func collectBlocks(
        of series: SeriesKey, boot: String, from: Instant, to: Instant, into found: inout Found,
        _ database: Database
    ) throws {
        let bodies = try Row.fetchCursor(
            database,
            sql: """
                SELECT body FROM block WHERE subject = ? AND metric = ? AND boot = ? AND first <= ? AND last >= ?
                ORDER BY first
                """,
            arguments: [
                series.subject.rawValue, series.metric.rawValue, boot, Int64(clamping: to.nanoseconds),
                // Times are kept cut to milliseconds.
                Int64(clamping: from.nanoseconds) - 1_000_000,
            ])
        while let row = try bodies.next() {
            if let samples = try? BlockCoding.decode(Zstandard.decompress([UInt8](row["body"] as Data))) {
                found.samples += samples
            } else {
                found.damagedBlocks += 1
            }
        }
    }

    private func collectTails(
        of series: SeriesKey, boot: String, into found: inout Found, _ database: Database
    ) throws {
        for tail in try Tail.all(database) where tail.boot == boot {
            if let unpacked = try? tail.unpacked() {
                found.samples += unpacked[series] ?? []
            } else {
                found.damagedBlocks += 1
            }
        }
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(JournalError) -> Result {
        do {
            return try database.read(body)
        } catch {
            throw JournalError.sqlite(error, path: path)
        }
    }
}

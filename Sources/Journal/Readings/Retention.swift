import GRDB
import StudioModel

/// How long readings are kept, and how much of them. Events are kept for ever.
package struct Retention: Hashable, Sendable {
    package var days: Double
    package var bytes: Int64

    /// Thirty days are the time platforms go on correcting a show's numbers; a gigabyte holds them several times over.
    package init(days: Double = 30, bytes: Int64 = 1 << 30) {
        self.days = days
        self.bytes = bytes
    }

    /// Deletes blocks that are too old, then the oldest until what is left fits.
    func apply(_ database: Database, now: WallTime) throws {
        let oldest = now.advanced(by: -days * 86_400).milliseconds
        try database.execute(sql: "DELETE FROM block WHERE wall < ?", arguments: [oldest])
        while try ReadingArchive.usedBytes(database) > bytes {
            let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM block") ?? 0
            guard count > 0 else { return }
            try database.execute(
                sql: "DELETE FROM block WHERE id IN (SELECT id FROM block ORDER BY wall, id LIMIT ?)",
                arguments: [max(1, count / 20)])
        }
    }
}

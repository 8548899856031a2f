import GRDB
import StudioModel
import Synchronization

/// Some entries in order, and where to go on.
package struct JournalPage: Hashable, Sendable {
    package var entries: [JournalEntry]
    /// The last row seen, also when it could not be read: ask for what comes after it.
    package var last: Int64
    /// Rows whose kind a later OnAir brought, which are kept but cannot be shown, by kind.
    package var unknown: [String: Int]
}

extension Journal {
    /// The entries after a sequence number, oldest first.
    package func entries(after sequence: Int64 = 0, limit: Int = 100_000) throws(JournalError) -> JournalPage
    {
        try page(
            after: sequence, sql: "SELECT * FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?",
            arguments: [sequence, limit])
    }

    /// The entries of a show, with the signatures, waivers and checks of its preparation: those that were made
    /// after the show before it ended, while none was open.
    package func entries(ofShow show: String) throws(JournalError) -> JournalPage {
        try page(
            after: 0,
            sql: """
                WITH first (sequence) AS (SELECT min(sequence) FROM event WHERE show = :show),
                before (sequence) AS (
                    SELECT coalesce(max(event.sequence), 0) FROM event, first
                    WHERE event.kind = 'showStarted' AND event.sequence < first.sequence)
                SELECT event.* FROM event, first, before
                WHERE event.show = :show OR (
                    event.show IS NULL AND event.kind IN ('signed', 'waived', 'checked')
                    AND event.sequence BETWEEN before.sequence AND first.sequence)
                ORDER BY event.sequence
                """, arguments: ["show": show])
    }

    /// A show's own entries after a row, within a transaction.
    func entries(of show: String, after sequence: Int64, in database: Database) throws -> [JournalEntry] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM event WHERE show = ? AND sequence > ? ORDER BY sequence",
            arguments: [show, sequence]
        ).map(EventRow.init).compactMap { row in
            EventCoding.decode(row.body).map {
                JournalEntry(sequence: row.sequence ?? sequence, at: row.wall, event: $0)
            }
        }
    }

    private func page(
        after sequence: Int64, sql: String, arguments: StatementArguments
    ) throws(JournalError) -> JournalPage {
        try read { database in
            var page = JournalPage(entries: [], last: sequence, unknown: [:])
            let rows = try Row.fetchCursor(database, sql: sql, arguments: arguments)
            while let row = try rows.next() {
                let row = EventRow(row)
                page.last = row.sequence ?? page.last
                if let event = EventCoding.decode(row.body) {
                    page.entries.append(JournalEntry(sequence: page.last, at: row.wall, event: event))
                } else {
                    page.unknown[row.kind, default: 0] += 1
                }
            }
            return page
        }
    }

    /// Whether another connection or process has committed since this was asked last; true the first time. Costs
    /// one pragma (a few microseconds), so it may be asked on every tick. Own appends do not count.
    package func hasChanged() throws(JournalError) -> Bool {
        let version = try read { try Int64.fetchOne($0, sql: "PRAGMA data_version") }
        return state.withLock { state in
            defer { state.dataVersion = version }
            return state.dataVersion != version
        }
    }

    /// The chain's end, to be printed where it cannot be changed.
    package func anchor() throws(JournalError) -> Anchor {
        try read { try head($0).anchor }
    }
}

extension Journal {
    /// The durability in force: `PRAGMA synchronous` (2 is FULL) and the journal mode.
    package func settings() throws(JournalError) -> (synchronous: Int, mode: String) {
        try read { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1,
                try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? ""
            )
        }
    }
}

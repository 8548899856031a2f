import GRDB
import StudioModel
import Synchronization

/// A show as the journal lists it.
package struct ShowListing: Hashable, Codable, Sendable {
    package var show: String
    package var studio: String
    package var startedAt: WallTime
    /// `nil` while it goes on, also when the program that ran it was killed.
    package var endedAt: WallTime?

    package var isOpen: Bool { endedAt == nil }
}

extension Journal {
    /// Every show, the newest first.
    package func shows(limit: Int = 100) throws(JournalError) -> [ShowListing] {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM event WHERE kind = 'showStarted' ORDER BY sequence DESC LIMIT ?",
                arguments: [limit]
            ).map(EventRow.init)
            return try rows.compactMap { row in try Journal.listing(row, in: database) }
        }
    }

    /// The newest show, open or ended.
    package func newestShow() throws(JournalError) -> ShowListing? {
        try shows(limit: 1).first
    }

    /// The show that goes on: after a kill it is still there.
    package func openShow() throws(JournalError) -> ShowListing? {
        try newestShow().flatMap { $0.isOpen ? $0 : nil }
    }

    private static func listing(_ row: EventRow, in database: Database) throws -> ShowListing? {
        guard case .showStarted(let show, let studio) = EventCoding.decode(row.body),
            let sequence = row.sequence
        else { return nil }
        return ShowListing(
            show: show, studio: studio, startedAt: row.wall,
            endedAt: try end(of: show, after: sequence, in: database)?.wall)
    }

    /// The row that ended a show.
    static func end(of show: String, after sequence: Int64, in database: Database) throws -> EventRow? {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT * FROM event WHERE show = ? AND kind = 'phaseChanged' AND sequence > ? ORDER BY sequence
                """, arguments: [show, sequence])
        while let row = try rows.next() {
            let row = EventRow(row)
            if EventCoding.decode(row.body)?.endsShow == true { return row }
        }
        return nil
    }

    /// The chain's end; the open show is looked up only when somebody else appended since we last did.
    func head(_ database: Database) throws -> Head {
        guard
            let row = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT * FROM event ORDER BY sequence DESC LIMIT 1")
            ).map(EventRow.init), let sequence = row.sequence
        else { return .empty }
        let anchor = Anchor(sequence: sequence, hash: row.hash)
        if let known = state.withLock({ $0.head }), known.hash == row.hash {
            return Head(anchor: anchor, openShow: known.openShow)
        }
        let started = try Row.fetchOne(
            database, sql: "SELECT * FROM event WHERE kind = 'showStarted' ORDER BY sequence DESC LIMIT 1"
        ).map(EventRow.init)
        let listing = try started.flatMap { try Journal.listing($0, in: database) }
        return Head(anchor: anchor, openShow: listing.flatMap { $0.isOpen ? $0.show : nil })
    }
}

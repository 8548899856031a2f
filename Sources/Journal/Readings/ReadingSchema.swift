import GRDB

/// The tables of the readings, in a file of their own: readings are pruned, events never are, and writing many
/// readings does not keep an acknowledgement waiting.
enum ReadingSchema {
    /// `OnAd`.
    static let applicationIdentifier = 0x4F6E_4164

    static let migrations: [String] = [
        """
        CREATE TABLE block (
            id INTEGER PRIMARY KEY,
            boot TEXT NOT NULL,
            subject TEXT NOT NULL,
            metric TEXT NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            count INTEGER NOT NULL,
            wall INTEGER NOT NULL,
            body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX block_series ON block (subject, metric, boot, first);
        CREATE INDEX block_age ON block (wall);
        CREATE TABLE tail (
            id INTEGER PRIMARY KEY,
            boot TEXT NOT NULL,
            wall INTEGER NOT NULL,
            body BLOB NOT NULL
        ) STRICT;
        """
    ]

    static func migrate(_ database: Database) throws {
        // Counts only before the first table is made: lets pruned space go back to the disk.
        try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        try JournalFile.migrate(database, migrations, applicationIdentifier: applicationIdentifier)
    }
}

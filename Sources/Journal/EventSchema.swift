import GRDB

/// The tables of the journal, one migration a version. A migration is never edited once it was released.
enum EventSchema {
    /// `OnAr`: says in the file's header whose file it is.
    static let applicationIdentifier = 0x4F6E_4172

    static var version: Int { migrations.count }

    static let migrations: [String] = [
        """
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            version INTEGER NOT NULL,
            wall INTEGER NOT NULL,
            monotonic INTEGER NOT NULL,
            boot TEXT NOT NULL,
            process INTEGER NOT NULL,
            show TEXT,
            incident TEXT,
            kind TEXT NOT NULL,
            body BLOB NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE INDEX event_show ON event (show, sequence);
        CREATE INDEX event_kind ON event (kind, sequence);
        CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN
            SELECT RAISE(ABORT, 'events are never changed');
        END;
        CREATE TRIGGER event_remains BEFORE DELETE ON event BEGIN
            SELECT RAISE(ABORT, 'events are never deleted');
        END;
        CREATE TRIGGER event_in_order BEFORE INSERT ON event
        WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM event) BEGIN
            SELECT RAISE(ABORT, 'events are only appended');
        END;
        """
    ]

    static func migrate(_ database: Database) throws {
        try JournalFile.migrate(database, migrations, applicationIdentifier: applicationIdentifier)
    }
}

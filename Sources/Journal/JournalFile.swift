import GRDB
import SystemCalls

/// Opening the SQLite files of the journal, with every way it can fail told apart.
enum JournalFile {
    /// What a file is for: its application id and the newest version this program knows.
    struct Purpose {
        var applicationIdentifier: Int
        var version: Int

        static let events = Purpose(
            applicationIdentifier: EventSchema.applicationIdentifier, version: EventSchema.version)
        static let readings = Purpose(
            applicationIdentifier: ReadingSchema.applicationIdentifier,
            version: ReadingSchema.migrations.count)
    }

    /// Seconds to wait for somebody else's transaction: theirs take milliseconds, a backup's may take longer.
    package static let busySeconds = 10.0

    static func makeFolder(_ folder: String, path: String) throws {
        do {
            try Folders.make(folder)
        } catch {
            throw JournalError.system(error, path: path)
        }
    }

    /// One process at a time opens and migrates: switching a new file to WAL is refused, not queued, by SQLite.
    static func withOpeningLock<Result>(folder: String, path: String, _ body: () throws -> Result) throws
        -> Result
    {
        for _ in 0..<500 {
            if let lock = try take(folder + "/opening.lock", path: path) {
                defer { withExtendedLifetime(lock) {} }
                return try body()
            }
            _ = try Descriptors.waitReadable([], seconds: busySeconds / 500)
        }
        throw JournalError.busy(path)
    }

    private static func take(_ lock: String, path: String) throws -> LockBox? {
        do {
            guard let taken = try FileLock.take(lock) else { return nil }
            return LockBox(taken)
        } catch {
            // Without a right to make the lock there is none to write the journal either, but the sentence differs.
            if Files.exists(path), ["EACCES", "EPERM", "EROFS"].contains(error.errno.name) {
                throw JournalError.readOnly(path)
            }
            throw JournalError.system(error, path: path)
        }
    }

    /// Refuses what is not ours, or from a later version, before anything can write to it.
    ///
    /// Only SQLite opens the file. POSIX locks belong to the process: closing a descriptor of ours would drop those of
    /// every other connection that this process has to the file, and another program, alone as it seems to itself,
    /// would take the log from under them. SQLite knows all its connections and keeps such descriptors open.
    static func examine(_ path: String, purpose: Purpose, mayBeNew: Bool) throws {
        guard Files.exists(path) else {
            if mayBeNew { return }
            throw JournalError.missing(path)
        }
        // A folder, a device, or a pipe, whose opening would wait for its other end.
        guard Files.kind(path) == .regular else { throw JournalError.notAJournal(path) }
        guard FileIdentity.size(path) > 0 else {
            // SQLite would throw such a log away.
            guard FileIdentity.size(path + "-wal") == 0 else {
                throw JournalError.damaged(path, "it is empty, but its log is not")
            }
            if mayBeNew { return }
            throw JournalError.empty(path)
        }
        let (application, version, tables) = try openForReading(path).read { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
                try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
                try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            )
        }
        // A crash before the first migration leaves a file without tables, which is as good as new.
        if application == 0, version == 0, tables == 0, mayBeNew { return }
        guard application == purpose.applicationIdentifier else { throw JournalError.notAJournal(path) }
        // No OnAir writes such a version: somebody else changed the file.
        guard version >= 0 else {
            throw JournalError.damaged(path, "its version \(version) is none that OnAir writes")
        }
        guard version <= purpose.version else {
            throw JournalError.newer(path, version: version, known: purpose.version)
        }
    }

    static func openForWriting(
        _ path: String, busySeconds: Double = JournalFile.busySeconds, migrate: (Database) throws -> Void
    ) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busySeconds)
        configuration.prepareDatabase { database in
            // FULL: a commit returns when the bytes are on the disk (GRDB's own WAL mode would choose NORMAL).
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // Keeps the log from staying as large as its largest burst.
            try database.execute(sql: "PRAGMA journal_size_limit = 16777216")
            // The commit that finds so many pages in the log (16 MB) writes them back itself, and waits for two more
            // syncs. A watch has that done beside its commits (`Journal.checkpoint`) long before.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal" else {
                throw JournalError.readOnly(path)
            }
            try migrate(database)
        }
        return queue
    }

    /// Brings a file to this version, in one transaction with the version number itself.
    static func migrate(_ database: Database, _ migrations: [String], applicationIdentifier: Int) throws {
        try database.inTransaction(.immediate) {
            let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            guard (0..<migrations.count).contains(found) else { return .rollback }
            for migration in migrations[found...] { try database.execute(sql: migration) }
            try database.execute(sql: "PRAGMA application_id = \(applicationIdentifier)")
            try database.execute(sql: "PRAGMA user_version = \(migrations.count)")
            return .commit
        }
    }

    static func openForReading(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busySeconds)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
            return queue
        } catch let error as DatabaseError where unreachable.contains(error.resultCode) && hasNoLog(path) {
            // A reader of a WAL file needs its shared-memory file. Where that cannot be made, nobody can be writing
            // either, and the file may be taken as it is.
            return try DatabaseQueue(path: "file:\(escaped(path))?immutable=1", configuration: configuration)
        }
    }

    private static let unreachable: [ResultCode] = [.SQLITE_CANTOPEN, .SQLITE_READONLY]

    private static func hasNoLog(_ path: String) -> Bool {
        ((try? Files.bytes(path + "-wal", limit: 1)) ?? []).isEmpty
    }

    /// The characters that mean something in a URI file name of SQLite.
    private static func escaped(_ path: String) -> String {
        path.reduce(into: "") { text, character in
            switch character {
            case "%": text += "%25"
            case "?": text += "%3f"
            case "#": text += "%23"
            default: text.append(character)
            }
        }
    }

    /// Keeps a lock in a place that can be optional and captured.
    private final class LockBox: Sendable {
        private let lock: FileLock

        init(_ lock: consuming FileLock) {
            self.lock = lock
        }
    }
}

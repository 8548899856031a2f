import GRDB
import StudioModel
import Synchronization
import SystemCalls

/// The durable memory of a studio: events in order, never changed, each chained to the one before by its hash.
///
/// Several processes may hold the same journal open and append. Calls block for as long as the disk needs
/// (about a millisecond), so keep them off threads that sample.
package final class Journal: Sendable {
    /// What it is opened for.
    package enum Access: Sendable {
        case write
        /// Changes nothing, makes nothing: for reports, and for journals on read-only media.
        case read
    }

    package let folder: String
    package let path: String
    package let clock: JournalClock
    package let access: Access
    /// The file was there, and empty: whatever it held before is lost, which somebody should hear of.
    package let startedAnew: Bool
    /// The file that was opened, to notice when another takes its place; `nil` when it was opened for reading.
    private let identity: FileIdentity?
    let database: DatabaseQueue
    let state = Mutex(State())

    /// What is remembered between calls, to spare queries.
    struct State {
        /// `PRAGMA data_version` when `hasChanged` was asked last.
        var dataVersion: Int64?
        /// The open show as of the row with this hash.
        var head: (hash: [UInt8], openShow: String?)?
        /// The highest number of an incident, as far as the journal was read for it.
        var numbers: IncidentNumbers?
    }

    /// Opens the journal in a folder; for writing, the folder and the file are made when they are not there.
    /// - Parameter busySeconds: how long a call waits for somebody else's transaction. A loop that must not stand
    ///   still waits a fraction of a second and tries again.
    package init(
        folder: String, access: Access = .write, clock: JournalClock = .system(),
        busySeconds: Double = JournalFile.busySeconds
    )
        throws(JournalError)
    {
        self.folder = folder
        self.clock = clock
        self.access = access
        let path = folder + "/journal.sqlite"
        self.path = path
        do {
            if access == .write {
                try JournalFile.makeFolder(folder, path: path)
                (database, startedAnew) = try JournalFile.withOpeningLock(folder: folder, path: path) {
                    let isEmpty = Files.exists(path) && FileIdentity.size(path) == 0
                    try JournalFile.examine(path, purpose: .events, mayBeNew: true)
                    let database = try JournalFile.openForWriting(
                        path, busySeconds: busySeconds, migrate: EventSchema.migrate)
                    return (database, isEmpty)
                }
                identity = FileIdentity(path)
            } else {
                try JournalFile.examine(path, purpose: .events, mayBeNew: false)
                database = try JournalFile.openForReading(path)
                startedAnew = false
                identity = nil
            }
        } catch {
            throw JournalError.sqlite(error, path: path)
        }
    }

    /// Whether the path still leads to the file that was opened. What is written to one that was deleted is lost with
    /// the last program that has it open, and SQLite does not mind. Costs one system call.
    package var isInPlace: Bool { identity.map { !$0.hasLeft(path) } ?? true }

    /// How long a call waits for somebody else's transaction from now on, in seconds: a loop that must not stand still
    /// opens the journal with patience, and then waits a fraction of a second.
    package func wait(atMost seconds: Double) throws(JournalError) {
        do {
            try database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA busy_timeout = \(Int(seconds * 1000))")
            }
        } catch {
            throw JournalError.sqlite(error, path: path)
        }
    }

    /// Writes the log back into the file, beside whoever appends meanwhile. Give it a journal of its own: on a shared
    /// one, appending would wait for it.
    package func checkpoint() throws(JournalError) {
        do {
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
        } catch {
            throw JournalError.sqlite(error, path: path)
        }
    }

    /// Runs a query; every error comes out as a `JournalError`.
    func read<Result>(_ body: (Database) throws -> Result) throws(JournalError) -> Result {
        do {
            return try database.read(body)
        } catch {
            throw JournalError.sqlite(error, path: path)
        }
    }
}

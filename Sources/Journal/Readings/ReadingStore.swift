import GRDB
import StudioModel
import Synchronization
import SystemCalls

/// Keeps readings: in memory for at most a few seconds, then on disk in compressed blocks. One process writes.
///
/// `append` only remembers, so the thread that ticks is never kept by a disk; `flushIfDue` writes, and belongs on
/// a thread that may wait.
package final class ReadingStore: Sendable {
    package struct Options: Sendable {
        /// How old a reading gets before it is written; with a tick of a second, at most five are at risk.
        package var flushSeconds = 4.0
        /// How much of a series makes one block. Five minutes at 1 Hz bring a row's overhead below 0.3 B a sample.
        package var sealSeconds = 300.0
        /// How many samples may wait in memory while the disk refuses them (about 50 bytes each).
        package var mostWaiting = 200_000
        package var retention = Retention()
        package var precision: @Sendable (Metric) -> Precision = Precision.standard(for:)

        package init() {}
    }

    package let path: String
    package let options: Options
    package let clock: JournalClock
    /// The same file, for reading: what was flushed.
    package let archive: ReadingArchive
    /// Where a damaged file went that was found here; the store begins anew then.
    package let setAside: String?
    private let lock: FileLock
    private let database: DatabaseQueue
    private let state: Mutex<WaitingReadings>
    /// Held while writing: one flush at a time, and none between a seal's reading and its deleting of tails.
    private let writing = Mutex(())

    package init(
        folder: String, clock: JournalClock = .system(), options: Options = Options()
    ) throws(JournalError) {
        let path = folder + "/readings.sqlite"
        self.path = path
        self.clock = clock
        self.options = options
        state = Mutex(WaitingReadings(form: KeptForm(precision: options.precision)))
        do {
            try JournalFile.makeFolder(folder, path: path)
            guard let lock = try FileLock.take(folder + "/readings.lock") else {
                throw JournalError.busy(path)
            }
            self.lock = lock
            (database, setAside) = try JournalFile.withOpeningLock(folder: folder, path: path) {
                try ReadingStore.open(path, clock, options.retention)
            }
            archive = ReadingArchive(path: path, database: database)
        } catch let error as SystemError {
            throw JournalError.system(error, path: path)
        } catch {
            throw JournalError.sqlite(error, path: path)
        }
    }

    /// Readings that were lost because the disk refused them for too long.
    package var dropped: Int64 { state.withLock { $0.dropped } }

    /// Takes readings in; never waits.
    package func append(_ readings: [Reading]) { append(judged: readings.map { JudgedReading($0) }) }

    /// Takes in readings with the steps that judged them: all of a step together, so that what reaches the disk is
    /// whole up to some step.
    package func append(judged readings: [JudgedReading]) {
        let now = clock.monotonic()
        state.withLock { state in
            for judged in readings { state.append(judged, now: now, most: options.mostWaiting) }
        }
    }

    /// Writes what has waited long enough. Call it at least once a second.
    package func flushIfDue() throws(JournalError) {
        let now = clock.monotonic()
        if state.withLock({ $0.isDue(at: now, after: options.flushSeconds) }) { try flush() }
    }

    /// Writes everything; when this returns, it is on the disk. What the disk refuses stays in memory.
    package func flush() throws(JournalError) {
        do {
            try writing.withLock { _ in
                try writeTail()
                let now = clock.monotonic()
                if state.withLock({ $0.isBlock(at: now, options) }) { try writeBlocks() }
            }
        } catch {
            throw JournalError.sqlite(error, path: path)
        }
    }

    /// Writes everything into blocks and prunes what is too old or too much; before the program ends.
    package func close() throws(JournalError) {
        do {
            try writing.withLock { _ in
                try writeTail()
                try writeBlocks()
            }
        } catch {
            throw JournalError.sqlite(error, path: path)
        }
    }

    private func writeTail() throws {
        let now = clock.monotonic()
        let fresh = state.withLock { $0.takeFresh() }
        guard !fresh.isEmpty else { return }
        do {
            try ReadingStore.insert(tail: Tail.pack(fresh), clock: clock, into: database)
            state.withLock { $0.keepOpen(fresh, since: now) }
        } catch {
            state.withLock { $0.giveBack(fresh, retryAt: now.advanced(by: options.flushSeconds)) }
            throw error
        }
    }

    private func writeBlocks() throws {
        let open = state.withLock { $0.open }
        try database.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                let wall = clock.wall()
                for (key, samples) in open.sorted(by: { $0.key < $1.key }) {
                    try ReadingStore.insert(
                        key, samples, boot: clock.boot, wall: wall.milliseconds, into: database)
                }
                try database.execute(sql: "DELETE FROM tail")
                try options.retention.apply(database, now: wall)
                return .commit
            }
            try database.execute(sql: "PRAGMA incremental_vacuum")
        }
        state.withLock { $0.clearOpen() }
    }
}

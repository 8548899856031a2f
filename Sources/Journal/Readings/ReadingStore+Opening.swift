import GRDB
import StudioModel
import SystemCalls

extension ReadingStore {
    /// Opens the file. One that is damaged is kept under another name and begun anew: readings serve the review, and
    /// must not keep a show from being watched.
    static func open(
        _ path: String, _ clock: JournalClock, _ retention: Retention
    ) throws -> (database: DatabaseQueue, setAside: String?) {
        do {
            return (try prepared(path, clock, retention), nil)
        } catch {
            guard [.damaged, .notAJournal].contains(JournalError.sqlite(error, path: path).code) else {
                throw error
            }
        }
        let time = clock.wall().description.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
        let aside = unused("\(path).damaged-\(time)")
        for ending in ["", "-wal", "-shm"] where Files.exists(path + ending) {
            try Files.rename(path + ending, to: aside + ending)
        }
        return (try prepared(path, clock, retention), aside)
    }

    /// The name, or the first with a number that no file has: two in the same second are both kept.
    private static func unused(_ name: String) -> String {
        func isTaken(_ name: String) -> Bool {
            ["", "-wal", "-shm"].contains { Files.exists(name + $0) }
        }
        var (candidate, number) = (name, 1)
        while isTaken(candidate) {
            number += 1
            candidate = "\(name).\(number)"
        }
        return candidate
    }

    private static func prepared(
        _ path: String, _ clock: JournalClock, _ retention: Retention
    ) throws -> DatabaseQueue {
        try JournalFile.examine(path, purpose: .readings, mayBeNew: true)
        let database = try JournalFile.openForWriting(path, migrate: ReadingSchema.migrate)
        try database.write { database in
            try adopt(database)
            try retention.apply(database, now: clock.wall())
        }
        return database
    }

    /// What a person should hear of it.
    package var warning: LocalizedText? {
        setAside.map {
            LocalizedText(
                en: "the readings \(path) are damaged; they are kept as \($0), and recording begins anew",
                zh: "读数文件 \(path) 已损坏；已保留为 \($0)，并重新开始记录")
        }
    }
}

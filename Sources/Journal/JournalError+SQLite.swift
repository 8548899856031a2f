import GRDB

extension JournalError {
    /// What an error of SQLite means to a person. The extended code tells a full disk from a broken one.
    static func sqlite(_ error: any Error, path: String) -> JournalError {
        if let error = error as? JournalError { return error }
        guard let error = error as? DatabaseError else { return .inputOutput(path, "\(error)") }
        switch error.resultCode {
        case .SQLITE_FULL: return .full(path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path)
        case .SQLITE_NOTADB: return .notAJournal(path)
        case .SQLITE_CORRUPT: return .damaged(path, error.message ?? "SQLite finds the file corrupt")
        case .SQLITE_READONLY: return .readOnly(path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: return .denied(path)
        case .SQLITE_IOERR where writes.contains(error.extendedResultCode): return .full(path)
        default:
            return .inputOutput(path, error.message ?? "SQLite error \(error.extendedResultCode.rawValue)")
        }
    }

    /// A write refused in the middle: SQLite says FULL for ENOSPC only; over a quota or a size limit (EDQUOT, EFBIG),
    /// and when the shared-memory file cannot grow, it says one of these.
    private static let writes: [ResultCode] = [.SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMSIZE]
}

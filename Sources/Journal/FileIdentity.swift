import Glibc

/// Which file a path leads to, links followed. No other file has this device and inode while the file is open.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    /// `nil` when nothing is there.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    /// Whether the path leads to another file by now, or to none. A folder that may not be entered says nothing.
    func hasLeft(_ path: String) -> Bool {
        if let there = FileIdentity(path) { return there != self }
        return errno == ENOENT || errno == ENOTDIR
    }

    /// The bytes of a file; 0 when it is not there.
    static func size(_ path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }
}

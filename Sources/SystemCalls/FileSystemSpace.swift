import Glibc

/// How much room a file system has for an ordinary user.
package struct FileSystemSpace: Hashable, Sendable {
    /// Bytes that may still be written, without the part reserved for root.
    package var freeBytes: UInt64
    package var totalBytes: UInt64
    /// Mounted read-only: room that cannot be used.
    package var isReadOnly: Bool

    /// The file system that holds `path`.
    package static func read(_ path: String) throws(SystemError) -> FileSystemSpace {
        var space = statvfs()
        try systemCall("statvfs", path) { statvfs(path, &space) }
        let unit = UInt64(space.f_frsize)
        return FileSystemSpace(
            freeBytes: UInt64(space.f_bavail) * unit, totalBytes: UInt64(space.f_blocks) * unit,
            isReadOnly: space.f_flag & UInt(ST_RDONLY) != 0)
    }
}

import Glibc

/// An exclusive lock on a file (flock): held until it is closed, and given up by the kernel when its holder dies,
/// however it dies.
package struct FileLock: ~Copyable, Sendable {
    private let descriptor: OwnedDescriptor

    /// Takes the lock at once.
    /// - Returns: `nil` when somebody else holds it.
    package static func take(_ path: String) throws(SystemError) -> FileLock? {
        let file = try OwnedDescriptor.open(path, flags: O_RDWR | O_CREAT)
        do throws(SystemError) {
            try systemCall("flock", path) { flock(file.number, LOCK_EX | LOCK_NB) }
        } catch {
            if error.errno == .tryAgain { return nil }
            throw error
        }
        return FileLock(descriptor: file)
    }

    private init(descriptor: consuming OwnedDescriptor) {
        self.descriptor = descriptor
    }

    /// Replaces what the file says: who holds the lock, for those who find it taken.
    package func write(_ text: String) throws(SystemError) {
        try systemCall("ftruncate") { ftruncate(descriptor.number, 0) }
        try systemCall("lseek") { lseek(descriptor.number, 0, SEEK_SET) }
        try Descriptors.writeAll(text.utf8, to: descriptor.number)
    }
}

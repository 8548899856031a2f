import Glibc

/// A file descriptor with one owner; closed on every path.
package struct OwnedDescriptor: ~Copyable, Sendable {
    package let number: Int32

    /// Takes over an open descriptor.
    package init(owning number: Int32) {
        self.number = number
    }

    /// Opens a path; always close-on-exec.
    package static func open(_ path: String, flags: Int32, mode: UInt32 = 0o600) throws(SystemError)
        -> OwnedDescriptor
    {
        OwnedDescriptor(
            owning: try systemCall("open", path) { Glibc.open(path, flags | O_CLOEXEC, mode_t(mode)) })
    }

    /// Makes an empty file for its owner, or empties the one that is there.
    package static func create(_ path: String) throws(SystemError) -> OwnedDescriptor {
        try open(path, flags: O_RDWR | O_CREAT | O_TRUNC)
    }

    deinit {
        Glibc.close(number)
    }

    /// Gives the descriptor away without closing it.
    package consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }
}

import Glibc

extension Files {
    /// What lies at a path, links followed.
    package enum Kind: Hashable, Sendable {
        case regular
        /// A folder, a device, a pipe or a socket.
        case other
    }

    /// `nil` when nothing is there.
    package static func kind(_ path: String) -> Kind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFREG ? .regular : .other
    }

    /// The permission bits of a file; `nil` when it is not there.
    package static func permissions(_ path: String) -> UInt32? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return UInt32(status.st_mode & 0o777)
    }

    /// Gives a file another name, in place of what has that name.
    package static func rename(_ path: String, to other: String) throws(SystemError) {
        try systemCall("rename", other) { Glibc.rename(path, other) }
    }

    /// Removes a file's name.
    package static func remove(_ path: String) throws(SystemError) {
        try systemCall("unlink", path) { unlink(path) }
    }
}

/// The user this process runs as.
package enum User {
    /// The home folder the system's user list gives; `nil` when it lists none.
    package static var home: String? {
        guard let entry = getpwuid(getuid()), let folder = entry.pointee.pw_dir else { return nil }
        let path = String(cString: folder)
        return path.hasPrefix("/") ? path : nil
    }

    package static var isRoot: Bool { getuid() == 0 }
}

import Glibc

/// Folders of our own state.
package enum Folders {
    /// Makes a folder and those above it, each for its owner only (0700).
    package static func make(_ path: String) throws(SystemError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/" + part
            if isFolder(made) { continue }
            do throws(SystemError) {
                try systemCall("mkdir", made) { mkdir(made, 0o700) }
            } catch {
                // Somebody else may have made it between the two calls.
                if !isFolder(made) { throw error }
            }
        }
    }

    /// Whether a folder is at the path.
    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

import Glibc

/// Who holds a socket open, by its inode.
package enum SocketHolder: Hashable, Sendable {
    /// The process's number and its command's name (never its command line, which may hold a key).
    case process(id: Int32, name: String)
    /// Some processes would not let us look, and none of the others holds it.
    case denied
    /// Every process was looked at, and none holds it.
    case nobody

    /// Looks through `/proc/<pid>/fd`. The folder of another user's process is closed to us, unless we
    /// have CAP_SYS_PTRACE.
    package static func of(inode: UInt32, proc: String = Roots.system.proc) -> SocketHolder {
        guard inode != 0 else { return .nobody }
        let wanted = "socket:[\(inode)]"
        var refused = false
        for entry in (try? Files.names(in: proc)) ?? [] {
            guard let id = Int32(entry) else { continue }
            let folder = "\(proc)/\(entry)/fd"
            do {
                for file in try Files.names(in: folder) where Files.linkTarget("\(folder)/\(file)") == wanted
                {
                    return .process(id: id, name: Files.attribute("\(proc)/\(entry)/comm") ?? "?")
                }
            } catch let error where error.errno == .accessDenied || error.errno == .notPermitted {
                refused = true
            } catch {
                continue  // the process ended while we looked
            }
        }
        return refused ? .denied : .nobody
    }
}

import Glibc
import SystemCalls

/// Which right a device node asks for.
package enum NodeAccess {
    /// The group whose members may open the node; nil when the node is gone, or is root's for want of udev.
    package static func groupName(of path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        var buffer = [CChar](repeating: 0, count: 4096)
        var entry = group()
        var result: UnsafeMutablePointer<group>?
        guard getgrgid_r(status.st_gid, &entry, &buffer, buffer.count, &result) == 0, result != nil,
            let name = entry.gr_name
        else { return nil }
        return status.st_gid == 0 ? nil : String(cString: name)
    }

    /// One sentence for a node that may not be opened.
    package static func advice(_ path: String) -> String {
        "may not open \(path): add this user to the group \(groupName(of: path) ?? "video") and log in again"
    }
}

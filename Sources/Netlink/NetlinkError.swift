package import SystemCalls

/// A netlink request that could not be carried out: what was being done, and the kernel's answer.
package struct NetlinkError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was being done, as a person would say it: "list the TCP connections".
    package let action: String
    package let errno: Errno

    package init(action: String, errno: Errno) {
        self.action = action
        self.errno = errno
    }

    /// The kernel dropped events because we read too slowly: the state must be read anew.
    package var isOverrun: Bool { errno == .noBufferSpace }
    /// The thing asked for does not exist (any more).
    package var isMissing: Bool { [.noSuchFile, .noSuchDevice, .stale].contains(errno) }
    /// The kernel refuses us.
    package var isDenied: Bool { errno == .notPermitted || errno == .accessDenied }

    package var description: String {
        "cannot \(action): \(errno.description.prefix(1).lowercased())\(errno.description.dropFirst())"
    }
}

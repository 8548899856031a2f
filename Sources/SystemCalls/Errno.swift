import CGNU
import Glibc

/// A system error number as a type: the only carrier of errno in the project.
package struct Errno: Hashable, Sendable, Error {
    package let code: Int32

    package init(_ code: Int32) {
        self.code = code
    }

    /// The calling thread's errno, read at once after the failed call.
    package static var current: Errno { Errno(errno) }

    package static let notPermitted = Errno(EPERM)
    package static let noSuchFile = Errno(ENOENT)
    package static let interrupted = Errno(EINTR)
    package static let tryAgain = Errno(EAGAIN)
    package static let accessDenied = Errno(EACCES)
    package static let busy = Errno(EBUSY)
    package static let noSuchDevice = Errno(ENODEV)
    package static let brokenPipe = Errno(EPIPE)
    package static let noSpace = Errno(ENOSPC)
    package static let noDeviceOrAddress = Errno(ENXIO)
    package static let invalidArgument = Errno(EINVAL)
    package static let notSupported = Errno(ENOTSUP)
    package static let inputOutput = Errno(EIO)
    package static let timedOut = Errno(ETIMEDOUT)

    /// `EBUSY` and the like, where glibc knows it; else the number.
    package var name: String {
        strerrorname_np(code).map { String(cString: $0) } ?? "errno \(code)"
    }
}

extension Errno: CustomStringConvertible {
    /// The system's sentence, without a path: `Device or resource busy`.
    package var description: String {
        strerrordesc_np(code).map { String(cString: $0) } ?? "system error \(code)"
    }
}

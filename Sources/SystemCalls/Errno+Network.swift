import Glibc

extension Errno {
    /// Events were dropped because nobody read them in time.
    package static let noBufferSpace = Errno(ENOBUFS)
    /// The handle names something that has been replaced.
    package static let stale = Errno(ESTALE)
    package static let connectionRefused = Errno(ECONNREFUSED)
    package static let networkUnreachable = Errno(ENETUNREACH)
    package static let hostUnreachable = Errno(EHOSTUNREACH)
    package static let inProgress = Errno(EINPROGRESS)
}

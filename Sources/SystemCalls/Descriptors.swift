import Glibc

/// Reading, writing and waiting on descriptors that somebody else owns.
package enum Descriptors {
    /// Reads at most `buffer.count` bytes.
    /// - Returns: how many; 0 at the end of the input.
    package static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer)
        throws(SystemError) -> Int
    {
        try systemCall("read") { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
    }

    /// Writes every byte, waiting as long as the reader needs.
    package static func writeAll(_ bytes: some Collection<UInt8>, to descriptor: Int32) throws(SystemError) {
        var rest = ContiguousArray(bytes)[...]
        while !rest.isEmpty {
            let written = try systemCall("write") {
                rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            }
            rest = rest.dropFirst(written)
        }
    }

    /// Waits until one of the descriptors can be read, or has hung up.
    /// - Parameter seconds: the longest wait; `nil` waits for ever.
    /// - Returns: those that are ready; empty when the time is over.
    package static func waitReadable(_ descriptors: [Int32], seconds: Double?) throws(SystemError) -> [Int32]
    {
        var polls = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let milliseconds = seconds.map { Int32(min(max(0, ($0 * 1000).rounded(.up)), 1e9)) } ?? -1
        try systemCall("poll") { poll(&polls, nfds_t(polls.count), milliseconds) }
        return polls.filter { $0.revents != 0 }.map(\.fd)
    }

    /// Waits until one of the descriptors can be read, or nobody reads `output` any more: a pipe says so at once, without
    /// a write.
    /// - Returns: whether somebody still reads it.
    package static func waitReadable(_ descriptors: [Int32], whileRead output: Int32) throws(SystemError)
        -> Bool
    {
        var polls = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        polls.append(pollfd(fd: output, events: 0, revents: 0))
        try systemCall("poll") { poll(&polls, nfds_t(polls.count), -1) }
        return polls.last.map { $0.revents & Int16(POLLERR | POLLHUP) == 0 } ?? true
    }

    /// Returns when what was written is on the disk.
    package static func syncData(_ descriptor: Int32) throws(SystemError) {
        try systemCall("fdatasync") { fdatasync(descriptor) }
    }

    /// Lets reads and writes wait again.
    package static func setBlocking(_ descriptor: Int32) throws(SystemError) {
        let flags = try systemCall("fcntl") { fcntl(descriptor, F_GETFL) }
        try systemCall("fcntl") { fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) }
    }

    /// Opens `/dev/null` in place of a standard input, output or error that was closed: else the next file that is
    /// opened, a journal perhaps, would take its number and everything that is printed.
    package static func holdStandard() {
        for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
            _ = Glibc.open("/dev/null", O_RDWR)
        }
    }

    /// Makes reads and writes return at once.
    package static func setNonBlocking(_ descriptor: Int32) throws(SystemError) {
        let flags = try systemCall("fcntl") { fcntl(descriptor, F_GETFL) }
        try systemCall("fcntl") { fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) }
    }
}

import Glibc

/// Opens a TCP connection, only to learn whether and how fast that works, and closes it.
package enum TCPConnect {
    /// - Parameter seconds: the longest wait.
    /// - Returns: seconds until the far end had answered. Throws `timedOut` when it did not.
    package static func time(to endpoint: Endpoint, within seconds: Double) throws(SystemError) -> Double {
        let place = endpoint.description
        let family = endpoint.address.isIPv4 ? AF_INET : AF_INET6
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let file = OwnedDescriptor(owning: try systemCall("socket") { Glibc.socket(family, kind, 0) })
        let began = Clocks.monotonicNanoseconds
        do {
            var address = endpoint.socketAddress
            try systemCall("connect", place) {
                address.withUnsafeMutableBytes { raw in
                    guard let base = raw.baseAddress else { return Int32(-1) }
                    return Glibc.connect(
                        file.number, base.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
                }
            }
        } catch let error where error.errno == .inProgress {
            try wait(for: file.number, place: place, seconds: seconds)
        }
        return Double(Clocks.monotonicNanoseconds - began) / 1e9
    }

    private static func wait(for file: Int32, place: String, seconds: Double) throws(SystemError) {
        var entry = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        let ready = try systemCall("poll") { poll(&entry, 1, Int32(max(0, seconds) * 1000)) }
        guard ready > 0 else { throw SystemError(.timedOut, call: "connect", object: place) }
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        try systemCall("getsockopt") { getsockopt(file, SOL_SOCKET, SO_ERROR, &code, &length) }
        if code != 0 { throw SystemError(Errno(code), call: "connect", object: place) }
    }
}

extension Endpoint {
    /// `struct sockaddr_in` or `sockaddr_in6`, as bytes.
    var socketAddress: [UInt8] {
        let family = UInt16(address.isIPv4 ? AF_INET : AF_INET6)
        var bytes = withUnsafeBytes(of: family) { Array($0) }
        bytes += [UInt8(port >> 8), UInt8(port & 0xFF)]
        if address.isIPv4 { return bytes + address.bytes + [UInt8](repeating: 0, count: 8) }
        return bytes + [0, 0, 0, 0] + address.bytes + [0, 0, 0, 0]
    }
}

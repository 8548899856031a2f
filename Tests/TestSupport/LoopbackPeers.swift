import Glibc

/// Two ends of a TCP connection over loopback, inside this process. Neither end ever blocks.
package final class LoopbackPeers {
    struct Failed: Error {
        var call: String
        var code: Int32
    }
    package let port: UInt16
    private let listener: Int32
    private var client: Int32
    private let accepted: Int32

    /// `mapped`: the client is an IPv6 socket that talks to the IPv4-mapped address.
    package init(mapped: Bool = false) throws {
        (listener, port) = try Self.listen()
        client = try mapped ? Self.connectMapped(port) : Self.connect(port)
        accepted = accept(listener, nil, nil)
    }

    /// One more client of the same server; the caller's `LoopbackPeers` must outlive it.
    package init(besides first: LoopbackPeers) throws {
        port = first.port
        client = try Self.connect(first.port)
        accepted = accept(first.listener, nil, nil)
        listener = -1
    }

    /// A port on which nothing listens.
    package static func unusedPort() throws -> UInt16 {
        let (file, port) = try listen()
        close(file)
        return port
    }

    deinit {
        for file in [client, accepted, listener] where file >= 0 { close(file) }
    }

    private static let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }

    private static func listen() throws -> (Int32, UInt16) {
        let file = socket(AF_INET, stream, 0)
        var address = loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let ready = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(file, $0, length) == 0 && Glibc.listen(file, 8) == 0
                    && getsockname(file, $0, &length) == 0
            }
        }
        guard ready else { throw Failed(call: "listen", code: errno) }
        return (file, UInt16(bigEndian: address.sin_port))
    }

    private static func connect(_ port: UInt16) throws -> Int32 {
        try connect(AF_INET, loopback(port))
    }

    private static func connectMapped(_ port: UInt16) throws -> Int32 {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        withUnsafeMutableBytes(of: &address.sin6_addr) {
            $0.copyBytes(from: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 127, 0, 0, 1])
        }
        return try connect(AF_INET6, address)
    }

    private static func connect(_ family: Int32, _ address: some Any) throws -> Int32 {
        let file = socket(family, stream, 0)
        let result = withUnsafeBytes(of: address) {
            Glibc.connect(file, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t($0.count))
        }
        guard result == 0 else { throw Failed(call: "connect", code: errno) }
        return file
    }

    /// Names the client's end in `/proc/self/fd`.
    package var clientInode: UInt32 {
        var status = stat()
        return fstat(client, &status) == 0 ? UInt32(truncatingIfNeeded: status.st_ino) : 0
    }

    /// The encoder's side: sends what the socket takes.
    package func send(count: Int) { Self.push(count, into: client) }

    /// The server's side: sends to the client, as to a player.
    package func serve(count: Int) { Self.push(count, into: accepted) }

    /// The server reads what has come, so far as `limit` goes.
    package func read(limit: Int = .max) { Self.drain(accepted, limit: limit) }

    /// The client reads, as a player does.
    package func play() { Self.drain(client, limit: .max) }

    package func closeClient() {
        close(client)
        client = -1
    }

    private static func push(_ count: Int, into file: Int32) {
        let payload = [UInt8](repeating: 7, count: count)
        _ = Glibc.send(file, payload, count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
    }

    private static func drain(_ file: Int32, limit: Int) {
        var buffer = [UInt8](repeating: 0, count: 65536)
        var left = limit
        while left > 0 {
            let count = recv(file, &buffer, min(buffer.count, left), Int32(MSG_DONTWAIT))
            if count <= 0 { return }
            left -= count
        }
    }
}

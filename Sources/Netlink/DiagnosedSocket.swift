internal import CLinux
package import SystemCalls

/// One TCP socket as the kernel describes it: who talks to whom, who owns it, how it fares.
package struct DiagnosedSocket: Hashable, Sendable {
    package var local: Endpoint
    package var remote: Endpoint
    /// TCP state; 1 is established.
    package var state: UInt8
    /// The interface the socket is bound to, 0 when none.
    package var interface: UInt32
    /// The kernel's own number for this socket: never given twice while the machine runs.
    package var cookie: UInt64
    /// The user who made the socket.
    package var userID: UInt32
    /// Names the socket in `/proc/<pid>/fd`; 0 once the process has closed it.
    package var inode: UInt32
    package var tcp: TCPInfo?
    /// The socket's address family as the kernel keeps it, which a later lookup must repeat: an
    /// IPv4-mapped peer belongs to an AF_INET6 socket.
    var family: UInt8
    /// `struct inet_diag_sockid`, to look this very socket up again.
    var identifier: [UInt8]

    package var isEstablished: Bool { state == 1 }

    /// `struct inet_diag_msg`: u8 family, state, timer, retrans; 48 bytes of socket id; u32 expires,
    /// rqueue, wqueue, uid, inode. Attributes follow at 72.
    static let headerLength = 72

    init?(_ span: RawSpan) {
        guard span.byteCount >= Self.headerLength,
            let family = span.integer(UInt8.self, at: 0),
            let state = span.integer(UInt8.self, at: 1),
            let localPort = span.networkInteger(UInt16.self, at: 4),
            let remotePort = span.networkInteger(UInt16.self, at: 6),
            let localBytes = span.bytes(at: 8, count: family == 2 ? 4 : 16),
            let remoteBytes = span.bytes(at: 24, count: family == 2 ? 4 : 16),
            let local = InternetAddress(bytes: localBytes),
            let remote = InternetAddress(bytes: remoteBytes),
            let interface = span.integer(UInt32.self, at: 40),
            let cookie = span.integer(UInt64.self, at: 44),
            let userID = span.integer(UInt32.self, at: 64),
            let inode = span.integer(UInt32.self, at: 68),
            let identifier = span.bytes(at: 4, count: 48)
        else { return nil }
        self.family = family
        self.state = state
        self.local = Endpoint(address: local, port: localPort)
        self.remote = Endpoint(address: remote, port: remotePort)
        self.interface = interface
        self.cookie = cookie
        self.userID = userID
        self.inode = inode
        self.identifier = identifier
        var info: TCPInfo?
        NetlinkAttribute.forEach(in: span, from: Self.headerLength) { type, value in
            if Int(type) == INET_DIAG_INFO { info = TCPInfo(value) }
        }
        tcp = info
    }
}

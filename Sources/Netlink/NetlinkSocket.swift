internal import CLinux
private import Glibc
internal import SystemCalls

/// An open netlink socket. One owner; closed when it ends.
package struct NetlinkSocket: ~Copyable {
    /// The families of netlink that OnAir talks to.
    package enum Family: Sendable {
        /// Links, addresses, routes and their changes.
        case route
        /// The kernel's account of every TCP socket.
        case socketDiagnostics
    }

    private let file: Int32
    private var sequence: UInt32 = 0
    /// Reused for every datagram. The kernel fills at most 32 KiB a datagram of a dump.
    private var buffer = [UInt8](repeating: 0, count: 32768)

    /// Opens a socket and joins the event groups (numbers `RTNLGRP_*`).
    package init(_ family: Family, groups: [UInt32] = []) throws(NetlinkError) {
        let number = family == .route ? NETLINK_ROUTE : NETLINK_SOCK_DIAG
        let file = socket(AF_NETLINK, Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue), number)
        guard file >= 0 else { throw NetlinkError(action: "open a netlink socket", errno: .current) }
        var mask: UInt32 = 0
        for group in groups where (1...32).contains(group) { mask |= 1 << (group - 1) }
        var address = sockaddr_nl()
        address.nl_family = sa_family_t(AF_NETLINK)
        address.nl_groups = mask
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(file, $0, socklen_t(MemoryLayout<sockaddr_nl>.size))
            }
        }
        guard bound == 0 else {
            let code = Errno.current
            _ = Glibc.close(file)
            throw NetlinkError(action: "listen to netlink events", errno: code)
        }
        self.file = file
    }

    deinit { _ = Glibc.close(file) }

    /// For `poll`: readable when an event is waiting.
    package var descriptor: Int32 { file }

    /// Closes now rather than at the end of the scope.
    package consuming func close() {}

    /// Sends one request and hands every payload of the answer to `body`.
    ///
    /// A dump that the kernel marks as interrupted (the table changed while it was read) still delivers
    /// what it had; the callers sample again within a second.
    mutating func exchange(
        type: UInt16, flags: Int32, payload: [UInt8], action: String,
        _ body: (UInt16, RawSpan) -> Void
    ) throws(NetlinkError) {
        sequence &+= 1
        let request = NetlinkMessage.request(
            type: type, flags: flags | NLM_F_REQUEST, sequence: sequence, payload: payload)
        try send(request, action: action)
        let isDump = flags & NLM_F_DUMP == NLM_F_DUMP
        while true {
            let count = try receive(waiting: true, action: action)
            switch unsafe NetlinkMessage.forEach(in: buffer.span.bytes.extracting(0..<count), body) {
            case .open: if !isDump { return }
            case .done, .interrupted: return
            case .acknowledged: return
            case .failed(let code): throw NetlinkError(action: action, errno: code)
            }
        }
    }

    /// Reads the events that are waiting, without blocking.
    mutating func drain(_ body: (UInt16, RawSpan) -> Void) throws(NetlinkError) {
        while true {
            let count = try receive(waiting: false, action: "read network events")
            if count == 0 { return }
            _ = unsafe NetlinkMessage.forEach(in: buffer.span.bytes.extracting(0..<count), body)
        }
    }

    private func send(_ request: [UInt8], action: String) throws(NetlinkError) {
        while true {
            let sent = unsafe request.withUnsafeBytes { unsafe Glibc.send(file, $0.baseAddress, $0.count, 0) }
            if sent >= 0 { return }
            let code = Errno.current
            if code != .interrupted { throw NetlinkError(action: action, errno: code) }
        }
    }

    /// One datagram into the buffer; 0 when nothing waits.
    private mutating func receive(waiting: Bool, action: String) throws(NetlinkError) -> Int {
        while true {
            let flags = waiting ? 0 : Int32(MSG_DONTWAIT)
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe recv(file, $0.baseAddress, $0.count, flags)
            }
            if count >= 0 { return count }
            switch Errno.current {
            case .interrupted: continue
            case .tryAgain where !waiting: return 0
            case let code: throw NetlinkError(action: action, errno: code)
            }
        }
    }
}

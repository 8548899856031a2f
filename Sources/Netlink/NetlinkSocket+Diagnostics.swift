internal import CLinux
private import Glibc

extension NetlinkSocket {
    /// Every established TCP socket of this network namespace that talks to `remotePort`.
    ///
    /// The kernel filters by port and state, so the answer is short however many sockets there are.
    /// Needs no privilege: the sockets of all users are shown.
    package mutating func establishedSockets(
        remotePort: UInt16
    ) throws(NetlinkError) -> [DiagnosedSocket] {
        var found: [DiagnosedSocket] = []
        for family in [AF_INET, AF_INET6] {
            var identifier = [UInt8](repeating: 0, count: 48)
            identifier.replaceSubrange(2..<4, with: [UInt8(remotePort >> 8), UInt8(remotePort & 0xFF)])
            let request = Self.diagnosticRequest(family: UInt8(family), identifier: identifier)
            try exchange(
                type: UInt16(SOCK_DIAG_BY_FAMILY), flags: NLM_F_DUMP, payload: request,
                action: "list the TCP connections"
            ) { _, payload in
                if let socket = DiagnosedSocket(payload) { found.append(socket) }
            }
        }
        return found
    }

    /// The same socket now, or nil when it is gone. Far cheaper than a listing: the kernel goes to it
    /// directly, and its cookie makes sure that it is not another one with the same ports.
    package mutating func refresh(_ socket: DiagnosedSocket) throws(NetlinkError) -> DiagnosedSocket? {
        var found: DiagnosedSocket?
        do {
            try exchange(
                type: UInt16(SOCK_DIAG_BY_FAMILY), flags: 0,
                payload: Self.diagnosticRequest(family: socket.family, identifier: socket.identifier),
                action: "read the state of a TCP connection"
            ) { _, payload in
                found = DiagnosedSocket(payload)
            }
        } catch let error where error.isMissing {
            return nil
        }
        return found
    }

    /// `struct inet_diag_req_v2`: u8 family, protocol, extensions, padding; u32 states; the socket id.
    static func diagnosticRequest(family: UInt8, identifier: [UInt8]) -> [UInt8] {
        let wanted = UInt8(1 << (INET_DIAG_INFO - 1))
        var bytes: [UInt8] = [family, UInt8(IPPROTO_TCP), wanted, 0]
        bytes.append(native: UInt32(1) << 1)  // only the state TCP_ESTABLISHED, which is 1
        return bytes + identifier
    }
}

import Glibc
import SystemCalls

/// TCP on 127.0.0.1.
enum Loopback {
    /// A port nobody listens on at the moment.
    static func freePort() throws -> Int {
        let socket = try OwnedDescriptor(
            owning: systemCall("socket") { Glibc.socket(AF_INET, streamType, 0) })
        var address = self.address(port: 0)
        try systemCall("bind") { withSocketAddress(&address) { bind(socket.number, $0, $1) } }
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        try systemCall("getsockname") {
            withSocketAddress(&address) { pointer, _ in
                getsockname(socket.number, pointer, &size)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Whether somebody accepts connections on the port.
    static func accepts(port: Int) -> Bool {
        guard let number = try? (systemCall("socket") { Glibc.socket(AF_INET, streamType, 0) }) else {
            return false
        }
        let socket = OwnedDescriptor(owning: number)
        var address = address(port: UInt16(port))
        return withSocketAddress(&address) { connect(socket.number, $0, $1) } == 0
    }

    private static var streamType: Int32 { Int32(SOCK_STREAM.rawValue) }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func withSocketAddress<Result>(
        _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafeMutableBytes(of: &address) { raw in
            raw.withMemoryRebound(to: sockaddr.self) { bound in
                // A sockaddr_in is never empty, so the base address is there.
                body(bound.baseAddress.unsafelyUnwrapped, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

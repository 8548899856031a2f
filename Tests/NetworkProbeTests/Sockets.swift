@testable import Netlink

/// A described socket, made of the bytes the kernel would send.
func described(
    cookie: UInt64, sent: UInt64 = 0, received: UInt64 = 0, state: UInt8 = 1, inode: UInt32 = 7
) throws -> DiagnosedSocket {
    var message: [UInt8] = [2, state, 0, 0, 0x8E, 0xE4, 0x07, 0x8F]  // IPv4; ports 36580 and 1935
    message += [192, 0, 2, 2] + zeros(12) + [192, 0, 2, 7] + zeros(12) + zeros(4)
    message += native(cookie) + zeros(12) + native(UInt32(1000)) + native(inode)
    var info = zeros(216)
    info[0] = state
    info.replaceSubrange(120..<128, with: native(sent))  // bytes_acked
    info.replaceSubrange(128..<136, with: native(received))
    info.replaceSubrange(200..<208, with: native(sent))  // bytes_sent
    message += native(UInt16(4 + info.count)) + native(UInt16(2)) + info  // INET_DIAG_INFO
    guard let socket = DiagnosedSocket(message.span.bytes) else { throw Malformed() }
    return socket
}

struct Malformed: Error {}

private func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

private func native(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }

import SystemCalls
import Testing

@testable import Netlink

/// `struct inet_diag_msg` of an IPv4 connection, as Linux 6.18 sent it, without attributes.
private let fourMessage = bytes(
    """
    02                 # family AF_INET
    01                 # state established
    00 00              # timer, retrans
    8e e4              # source port 36580, network order
    4b 96              # destination port 19350
    7f 00 00 01  00 00 00 00  00 00 00 00  00 00 00 00    # source 127.0.0.1
    c0 00 02 07  00 00 00 00  00 00 00 00  00 00 00 00    # destination 192.0.2.7
    03 00 00 00        # bound to interface 3
    01 00 00 00  02 00 00 00    # cookie 0x200000001
    00 00 00 00        # expires
    00 00 00 00        # receive queue
    00 00 00 00        # send queue
    e8 03 00 00        # uid 1000
    e6 05 01 00        # inode 67046
    """)

/// The same peer seen by a dual-stack socket.
private let mappedMessage = bytes(
    """
    0a                 # family AF_INET6
    01 00 00           # state, timer, retrans
    8e e4 07 8f        # ports 36580 and 1935
    00 00 00 00  00 00 00 00  00 00 ff ff  7f 00 00 01    # source ::ffff:127.0.0.1
    00 00 00 00  00 00 00 00  00 00 ff ff  c0 00 02 07    # destination ::ffff:192.0.2.7
    00 00 00 00  09 00 00 00  00 00 00 00    # interface, cookie
    00 00 00 00  00 00 00 00  00 00 00 00    # expires, queues
    00 00 00 00  00 00 00 00    # uid, inode
    """)

@Suite struct `Reading a socket's description` {
    @Test func `ends, owner and identity come from their fields`() throws {
        let socket = try #require(DiagnosedSocket(of: fourMessage))
        #expect(socket.local.description == "127.0.0.1:36580")
        #expect(socket.remote.description == "192.0.2.7:19350")
        #expect(socket.isEstablished)
        #expect(socket.interface == 3)
        #expect(socket.cookie == 0x2_0000_0001)
        #expect(socket.userID == 1000)
        #expect(socket.inode == 67046)
        #expect(socket.tcp == nil)
    }

    @Test func `an IPv4-mapped peer equals its IPv4 address`() throws {
        let mapped = try #require(DiagnosedSocket(of: mappedMessage))
        #expect(mapped.remote.address == InternetAddress("192.0.2.7"))
        #expect(mapped.remote.port == 1935)
    }

    @Test func `a lookup repeats the socket's own identifier and family`() throws {
        let socket = try #require(DiagnosedSocket(of: mappedMessage))
        let request = NetlinkSocket.diagnosticRequest(family: socket.family, identifier: socket.identifier)
        #expect(request.count == 56)
        #expect(request[0] == 10 && request[1] == 6)
        #expect(request[2] == 2, "the extension INET_DIAG_INFO is bit 1")
        #expect(Array(request[8...]) == Array(mappedMessage[4..<52]))
    }

    @Test(arguments: [0, 1, 71]) func `a message cut short is no socket`(length: Int) {
        #expect(DiagnosedSocket(of: Array(fourMessage.prefix(length))) == nil)
    }

    @Test func `the connection's counters are taken from the attribute`() throws {
        let attribute = bytes("6c 00 02 00") + [1, 0, 0, 0, 0, 0, 0, 1] + zeros(96)
        let socket = try #require(DiagnosedSocket(of: (fourMessage + attribute)))
        #expect(socket.tcp?.isApplicationLimited == true)
        #expect(socket.tcp?.bytesAcknowledged == nil)
    }
}

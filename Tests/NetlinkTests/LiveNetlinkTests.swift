import Glibc
import SystemCalls
import TestSupport
import Testing

@testable import Netlink

/// Questions to this machine's own kernel.
@Suite struct `Asking the kernel` {
    @Test func `the loopback interface is listed and can be read alone`() throws {
        var socket = try NetlinkSocket(.route)
        let listed = try #require(try socket.links().first { $0.isLoopback })
        #expect(listed.index == 1)
        let alone = try socket.link(index: listed.index)
        #expect(alone?.name == listed.name)
        #expect(alone?.counters != nil)
    }

    @Test func `an interface that does not exist is absent, not an error`() throws {
        var socket = try NetlinkSocket(.route)
        #expect(try socket.link(index: 0x7FFF_FFF0) == nil)
    }

    @Test func `routes and addresses are listed`() throws {
        var socket = try NetlinkSocket(.route)
        let addresses = try socket.addresses()
        #expect(addresses.contains { $0.address.isLoopback })
        #expect(try !socket.routes().isEmpty, "the local table always holds 127.0.0.0/8")
    }

    @Test func `a quiet machine has no events waiting and nothing blocks`() throws {
        var socket = try NetlinkSocket(.route, groups: NetworkEvent.groups)
        #expect(try socket.events().count >= 0)
        #expect(socket.descriptor >= 0)
    }

    @Test func `our own connection is found by its remote port and followed by its cookie`() throws {
        let peers = try LoopbackPeers()
        var socket = try NetlinkSocket(.socketDiagnostics)
        let before = try #require(try socket.establishedSockets(remotePort: peers.port).first)
        #expect(before.userID == getuid())
        #expect(before.inode == peers.clientInode)
        peers.send(count: 10000)
        let after = try #require(try socket.refresh(before))
        #expect(after.cookie == before.cookie)
        #expect((after.tcp?.bytesSent ?? 0) >= 10000)
        peers.closeClient()
        let gone = try socket.refresh(before)
        #expect(gone == nil || gone?.isEstablished == false)
        #expect(try socket.establishedSockets(remotePort: peers.port).isEmpty)
    }

    @Test func `a dual-stack connection to an IPv4 server is found under its IPv4 address`() throws {
        let peers = try LoopbackPeers(mapped: true)
        var socket = try NetlinkSocket(.socketDiagnostics)
        let found = try #require(try socket.establishedSockets(remotePort: peers.port).first)
        #expect(found.family == UInt8(AF_INET6))
        #expect(found.remote.address.description == "127.0.0.1")
        #expect(try socket.refresh(found)?.cookie == found.cookie)
    }

    @Test func `an error says what could not be done and why`() {
        let denied = NetlinkError(action: "list the TCP connections", errno: .notPermitted)
        #expect(denied.description == "cannot list the TCP connections: operation not permitted")
        #expect(denied.isDenied && !denied.isMissing && !denied.isOverrun)
    }
}

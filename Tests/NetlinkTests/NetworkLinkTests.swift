import Testing

@testable import Netlink

/// RTM_NEWLINK without its nlmsghdr.
private let wired = bytes(
    """
    00 00 01 00        # family, pad, ARPHRD_ETHER
    04 00 00 00        # index 4
    43 10 01 00        # flags UP, BROADCAST, RUNNING, MULTICAST, LOWER_UP
    00 00 00 00        # change mask
    09 00 03 00  65 74 68 30 00 00 00 00    # IFLA_IFNAME "eth0", padded
    0a 00 01 00  02 fc 00 00 00 01 00 00    # IFLA_ADDRESS, padded
    05 00 10 00  06 00 00 00    # IFLA_OPERSTATE up
    05 00 21 00  01 00 00 00    # IFLA_CARRIER 1
    08 00 23 00  03 00 00 00    # IFLA_CARRIER_CHANGES 3
    10 00 12 80  09 00 01 00  76 65 74 68 00 00 00 00    # IFLA_LINKINFO, nested: kind "veth"
    84 00 17 00        # IFLA_STATS64, its first sixteen counters:
    01 00 00 00 00 00 00 00  02 00 00 00 00 00 00 00    # packets received, sent
    03 00 00 00 00 00 00 00  04 00 00 00 00 00 00 00    # bytes received, sent
    05 00 00 00 00 00 00 00  06 00 00 00 00 00 00 00    # errors received, sent
    07 00 00 00 00 00 00 00  08 00 00 00 00 00 00 00    # drops received, sent
    00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00    # multicast, collisions
    00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00    # length errors, over errors
    00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00    # CRC errors, frame errors
    00 00 00 00 00 00 00 00  09 00 00 00 00 00 00 00    # FIFO errors, missed
    """)

@Suite struct `Reading an interface` {
    @Test func `name, carrier, state and counters come from their attributes`() throws {
        let link = try #require(NetworkLink(of: wired))
        #expect(link.index == 4)
        #expect(link.name == "eth0")
        #expect(link.hardwareAddress == [2, 0xFC, 0, 0, 0, 1])
        #expect(link.isEnabled && link.isOperational && !link.isLoopback)
        #expect(link.carrier == true)
        #expect(link.carrierChanges == 3)
        #expect(link.kind == "veth")
        let counters = try #require(link.counters)
        #expect(counters.receivedPackets == 1 && counters.sentPackets == 2)
        #expect(counters.receivedBytes == 3 && counters.sentBytes == 4)
        #expect(counters.receiveErrors == 5 && counters.sendErrors == 6)
        #expect(counters.receiveDrops == 7 && counters.sendDrops == 8)
        #expect(counters.receiveMisses == 9)
    }

    @Test func `an attribute that claims more than there is ends the reading`() throws {
        var message = wired
        message[16] = 0xFF  // the name's length
        message[17] = 0xFF
        #expect(NetworkLink(of: message) == nil, "a link without a name is none")
    }

    @Test func `an attribute shorter than its own head ends the reading`() {
        var message = wired
        message[16] = 3
        message[17] = 0
        #expect(NetworkLink(of: message) == nil)
    }

    @Test func `an unknown state with a running interface counts as up`() throws {
        var message = wired
        let state = try #require(message.indices.first { message[$0...].starts(with: [5, 0, 0x10, 0]) }) + 4
        message[state] = 0
        #expect(NetworkLink(of: message)?.isOperational == true)
        message[state] = 2
        #expect(NetworkLink(of: message)?.isOperational == false)
        message[state] = 5
        #expect(NetworkLink(of: message)?.isOperational == false, "dormant: associated to nothing")
    }
}

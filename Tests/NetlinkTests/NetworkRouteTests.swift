import SystemCalls
import Testing

@testable import Netlink

/// RTM_NEWROUTE, as Linux sent it for `default via 192.0.2.1 dev (4)`.
private let defaultRoute = bytes(
    """
    02 00 00 00        # AF_INET, destination length 0, source length 0, tos
    fe 03 00 01        # table main, protocol boot, scope universe, type unicast
    00 00 00 00        # flags
    08 00 0f 00  fe 00 00 00    # RTA_TABLE 254
    08 00 05 00  c0 00 02 01    # RTA_GATEWAY 192.0.2.1
    08 00 06 00  64 00 00 00    # RTA_PRIORITY 100
    08 00 04 00  04 00 00 00    # RTA_OIF 4
    """)

private let multipath = bytes(
    """
    02 00 00 00  fe 03 00 01  00 00 00 00    # a default route of the main table
    24 00 09 00        # RTA_MULTIPATH
    10 00 00 00  05 00 00 00  08 00 05 00  c0 00 02 01    # over interface 5, via 192.0.2.1
    10 00 00 00  06 00 00 00  08 00 05 00  c0 00 02 02    # over interface 6, via 192.0.2.2
    """)

@Suite struct `Reading routes` {
    @Test func `a default route names its gateway and interface`() throws {
        let route = try #require(NetworkRoute(of: defaultRoute))
        #expect(route.isDefault && route.isIPv4)
        #expect(route.gateway == InternetAddress("192.0.2.1"))
        #expect(route.interfaces == [4])
        #expect(route.priority == 100)
    }

    @Test func `a multipath route leaves by all its interfaces`() throws {
        let route = try #require(NetworkRoute(of: multipath))
        #expect(route.interfaces == [5, 6])
        #expect(route.isDefault)
    }

    @Test(arguments: [(1, 24), (4, 255), (7, 7)] as [(Int, UInt8)])
    func `a subnet, another table or an unreachable route is no default route`(
        offset: Int, value: UInt8
    ) throws {
        var message = defaultRoute
        message[offset] = value
        if offset == 4 { message[16] = value }  // RTA_TABLE says the same, in 32 bits
        #expect(try !#require(NetworkRoute(of: message)).isDefault)
    }

    @Test func `the lowest metric carries the traffic, IPv4 before IPv6`() throws {
        let cable = try #require(NetworkRoute(of: defaultRoute))
        var mobile = cable
        mobile.interfaces = [9]
        mobile.priority = 700
        var six = cable
        six.isIPv4 = false
        six.interfaces = [7]
        six.priority = 1
        #expect([mobile, six, cable].defaultInterface == 4)
        #expect([six].defaultInterface == 7)
        #expect([NetworkRoute]().defaultInterface == nil)
    }

    @Test func `an interface's own address is preferred to its peer's`() throws {
        let pointToPoint = bytes(
            """
            02 20 80 00  05 00 00 00    # AF_INET, /32, permanent, interface 5
            08 00 01 00  0a 00 00 01    # IFA_ADDRESS: the far end
            08 00 02 00  0a 00 00 02    # IFA_LOCAL: ours
            """)
        let address = try #require(NetworkAddress(of: pointToPoint))
        #expect(address.address.description == "10.0.0.2")
        #expect(address.prefixLength == 32 && address.interface == 5)
    }
}

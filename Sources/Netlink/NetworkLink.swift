internal import CLinux

/// A network interface as rtnetlink describes it, in the network namespace of this process.
package struct NetworkLink: Hashable, Sendable {
    package var index: Int32
    package var name: String
    /// The hardware address, empty where there is none.
    package var hardwareAddress: [UInt8]
    /// `IFF_*` bits.
    package var flags: UInt32
    /// RFC 2863 state, `IF_OPER_*`: 0 unknown, 2 down, 5 dormant, 6 up.
    package var operationalState: UInt8
    /// Whether the cable (or the radio) has a partner. nil: the driver does not say.
    package var carrier: Bool?
    /// How often the carrier came or went since the interface exists. Linux 3.16.
    package var carrierChanges: UInt32?
    /// "veth", "bridge", "wireguard"; empty for hardware.
    package var kind: String
    package var counters: LinkCounters?

    /// Not a door to the outside.
    package var isLoopback: Bool { flags & 0x8 != 0 }  // IFF_LOOPBACK
    /// Someone has switched the interface on.
    package var isEnabled: Bool { flags & 0x1 != 0 }  // IFF_UP
    /// Traffic can flow. Many drivers (tunnels, loopback) never report a state: then "unknown" with a
    /// running interface counts as up, as `ip link` users know it.
    package var isOperational: Bool {
        operationalState == 6 || operationalState == 0 && flags & 0x40 != 0  // IFF_RUNNING
    }

    /// `struct ifinfomsg`: u8 family, u8 pad, u16 type, i32 index, u32 flags, u32 change; attributes at 16.
    static let headerLength = 16

    /// Reads the payload of RTM_NEWLINK or RTM_DELLINK.
    init?(_ span: RawSpan) {
        guard let index = span.integer(Int32.self, at: 4), let flags = span.integer(UInt32.self, at: 8)
        else { return nil }
        var link = NetworkLink(index: index, flags: flags)
        NetlinkAttribute.forEach(in: span, from: Self.headerLength) { type, value in
            switch Int(type) {
            case IFLA_IFNAME: link.name = value.cString
            case IFLA_ADDRESS: link.hardwareAddress = value.bytes(at: 0, count: value.byteCount) ?? []
            case IFLA_OPERSTATE: link.operationalState = value.integer(UInt8.self, at: 0) ?? 0
            case IFLA_CARRIER: link.carrier = value.integer(UInt8.self, at: 0).map { $0 != 0 }
            case IFLA_CARRIER_CHANGES: link.carrierChanges = value.integer(UInt32.self, at: 0)
            case IFLA_STATS64: link.counters = LinkCounters(value)
            case IFLA_LINKINFO:
                NetlinkAttribute.forEach(in: value) { inner, name in
                    if Int(inner) == IFLA_INFO_KIND { link.kind = name.cString }
                }
            default: break
            }
        }
        guard !link.name.isEmpty else { return nil }
        self = link
    }

    private init(index: Int32, flags: UInt32) {
        self.index = index
        self.flags = flags
        name = ""
        hardwareAddress = []
        operationalState = 0
        kind = ""
    }
}

/// Traffic counters of an interface: the head of `struct rtnl_link_stats64`.
package struct LinkCounters: Hashable, Sendable {
    package var receivedPackets: UInt64
    package var sentPackets: UInt64
    package var receivedBytes: UInt64
    package var sentBytes: UInt64
    package var receiveErrors: UInt64
    package var sendErrors: UInt64
    /// Dropped after they had arrived whole, mostly because nothing here speaks their protocol: every
    /// switch's LLDP and STP packets end here on a healthy machine.
    package var receiveDrops: UInt64
    package var sendDrops: UInt64
    /// Lost because the host was too slow to fetch them.
    package var receiveMisses: UInt64

    init?(_ span: RawSpan) {
        guard span.byteCount >= 64 else { return nil }
        func field(_ index: Int) -> UInt64 { span.integer(UInt64.self, at: index * 8) ?? 0 }
        receivedPackets = field(0)
        sentPackets = field(1)
        receivedBytes = field(2)
        sentBytes = field(3)
        receiveErrors = field(4)
        sendErrors = field(5)
        receiveDrops = field(6)
        sendDrops = field(7)
        receiveMisses = field(15)
    }
}

internal import CLinux
package import SystemCalls

/// One route of the kernel's tables.
package struct NetworkRoute: Hashable, Sendable {
    package var isIPv4: Bool
    /// 0 for a default route.
    package var destinationLength: UInt8
    package var table: UInt32
    /// RTN_UNICAST is 1; an "unreachable default" is another type and carries nothing.
    package var type: UInt8
    /// The metric: the lowest one wins.
    package var priority: UInt32
    package var gateway: InternetAddress?
    /// The interfaces it leaves by: several when multipath.
    package var interfaces: [Int32]

    /// A default route of the main table that leads somewhere.
    package var isDefault: Bool { destinationLength == 0 && table == 254 && type == 1 && !interfaces.isEmpty }

    /// `struct rtmsg`: u8 family, dst_len, src_len, tos, table, protocol, scope, type; u32 flags;
    /// attributes at 12.
    static let headerLength = 12

    /// Reads the payload of RTM_NEWROUTE or RTM_DELROUTE.
    init?(_ span: RawSpan) {
        guard span.byteCount >= Self.headerLength,
            let family = span.integer(UInt8.self, at: 0),
            let destinationLength = span.integer(UInt8.self, at: 1),
            let table = span.integer(UInt8.self, at: 4),
            let type = span.integer(UInt8.self, at: 7)
        else { return nil }
        isIPv4 = family == 2
        self.destinationLength = destinationLength
        self.type = type
        var wideTable = UInt32(table)
        var priority: UInt32 = 0
        var gateway: InternetAddress?
        var interfaces: [Int32] = []
        NetlinkAttribute.forEach(in: span, from: Self.headerLength) { kind, value in
            switch kind {
            case UInt16(RTA_OIF.rawValue): interfaces += [value.integer(Int32.self, at: 0)].compactMap { $0 }
            case UInt16(RTA_GATEWAY.rawValue):
                gateway = value.bytes(at: 0, count: value.byteCount).flatMap { InternetAddress(bytes: $0) }
            case UInt16(RTA_PRIORITY.rawValue): priority = value.integer(UInt32.self, at: 0) ?? 0
            case UInt16(RTA_TABLE.rawValue): wideTable = value.integer(UInt32.self, at: 0) ?? wideTable
            case UInt16(RTA_MULTIPATH.rawValue): interfaces += Self.nextHops(value)
            default: break
            }
        }
        self.table = wideTable
        self.priority = priority
        self.gateway = gateway
        self.interfaces = interfaces
    }

    /// `struct rtnexthop`: u16 length, u8 flags, u8 weight, i32 interface, then its own attributes.
    private static func nextHops(_ span: RawSpan) -> [Int32] {
        var interfaces: [Int32] = []
        var offset = 0
        while let length = span.integer(UInt16.self, at: offset), length >= 8,
            let interface = span.integer(Int32.self, at: offset + 4)
        {
            interfaces.append(interface)
            offset += NetlinkAttribute.aligned(Int(length))
        }
        return interfaces
    }
}

extension [NetworkRoute] {
    /// The interface that traffic to anywhere leaves by: IPv4 first, then the lowest metric.
    package var defaultInterface: Int32? {
        self.filter(\.isDefault)
            .min { ($0.isIPv4 ? 0 : 1, $0.priority) < ($1.isIPv4 ? 0 : 1, $1.priority) }?
            .interfaces.first
    }
}

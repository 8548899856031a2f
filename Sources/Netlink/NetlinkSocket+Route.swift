internal import CLinux

extension NetlinkSocket {
    /// Every interface of this network namespace.
    package mutating func links() throws(NetlinkError) -> [NetworkLink] {
        var links: [NetworkLink] = []
        try exchange(
            type: UInt16(RTM_GETLINK), flags: NLM_F_DUMP, payload: Self.linkRequest(index: 0),
            action: "list the network interfaces"
        ) { _, payload in
            if let link = NetworkLink(payload) { links.append(link) }
        }
        return links
    }

    /// One interface, or nil when it is gone.
    package mutating func link(index: Int32) throws(NetlinkError) -> NetworkLink? {
        var found: NetworkLink?
        do {
            try exchange(
                type: UInt16(RTM_GETLINK), flags: 0, payload: Self.linkRequest(index: index),
                action: "read a network interface"
            ) { _, payload in
                found = NetworkLink(payload)
            }
        } catch let error where error.isMissing {
            return nil
        }
        return found
    }

    /// Every address of every interface.
    package mutating func addresses() throws(NetlinkError) -> [NetworkAddress] {
        var addresses: [NetworkAddress] = []
        // `struct ifaddrmsg` of zeros: all families, all interfaces.
        try exchange(
            type: UInt16(RTM_GETADDR), flags: NLM_F_DUMP, payload: [UInt8](repeating: 0, count: 8),
            action: "list the network addresses"
        ) { _, payload in
            if let address = NetworkAddress(payload) { addresses.append(address) }
        }
        return addresses
    }

    /// Every route of both address families.
    package mutating func routes() throws(NetlinkError) -> [NetworkRoute] {
        var routes: [NetworkRoute] = []
        // `struct rtmsg` of zeros: all families, all tables.
        try exchange(
            type: UInt16(RTM_GETROUTE), flags: NLM_F_DUMP, payload: [UInt8](repeating: 0, count: 12),
            action: "list the routes"
        ) { _, payload in
            if let route = NetworkRoute(payload) { routes.append(route) }
        }
        return routes
    }

    /// The changes that are waiting. Throws `isOverrun` when the kernel had to drop some: then everything
    /// is to be read anew.
    package mutating func events() throws(NetlinkError) -> [NetworkEvent] {
        var events: [NetworkEvent] = []
        try drain { type, payload in
            if let event = NetworkEvent(type: type, payload: payload) { events.append(event) }
        }
        return events
    }

    /// Reads away the events that wait, lost ones included: for those who look anew after any change.
    package mutating func skipEvents() throws(NetlinkError) {
        do {
            try drain { _, _ in }
        } catch let error where error.isOverrun {
            return try drain { _, _ in }
        }
    }

    /// `struct ifinfomsg` with only the index set; 0 asks for all.
    private static func linkRequest(index: Int32) -> [UInt8] {
        var bytes: [UInt8] = [0, 0, 0, 0]
        bytes.append(native: index)
        return bytes + [UInt8](repeating: 0, count: 8)
    }
}

internal import CLinux

/// A change that the kernel told us of.
package enum NetworkEvent: Hashable, Sendable {
    case link(NetworkLink)
    case linkRemoved(NetworkLink)
    case address(NetworkAddress)
    case addressRemoved(NetworkAddress)
    case route(NetworkRoute)
    case routeRemoved(NetworkRoute)

    /// Reads one message; nil for the kinds OnAir does not follow.
    init?(type: UInt16, payload: RawSpan) {
        switch Int(type) {
        case RTM_NEWLINK: self.init(NetworkLink(payload)) { .link($0) }
        case RTM_DELLINK: self.init(NetworkLink(payload)) { .linkRemoved($0) }
        case RTM_NEWADDR: self.init(NetworkAddress(payload)) { .address($0) }
        case RTM_DELADDR: self.init(NetworkAddress(payload)) { .addressRemoved($0) }
        case RTM_NEWROUTE: self.init(NetworkRoute(payload)) { .route($0) }
        case RTM_DELROUTE: self.init(NetworkRoute(payload)) { .routeRemoved($0) }
        default: return nil
        }
    }

    private init?<T>(_ value: T?, _ make: (T) -> NetworkEvent) {
        guard let value else { return nil }
        self = make(value)
    }

    /// The event groups that carry these, as `RTNLGRP_*` numbers.
    package static var groups: [UInt32] {
        [RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_IFADDR, RTNLGRP_IPV6_ROUTE]
            .map { UInt32($0.rawValue) }
    }
}

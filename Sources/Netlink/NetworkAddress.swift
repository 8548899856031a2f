internal import CLinux
package import SystemCalls

/// An address that an interface carries.
package struct NetworkAddress: Hashable, Sendable {
    package var interface: Int32
    package var address: InternetAddress
    package var prefixLength: UInt8

    /// `struct ifaddrmsg`: u8 family, prefix length, flags, scope; u32 interface; attributes at 8.
    static let headerLength = 8

    /// Reads the payload of RTM_NEWADDR or RTM_DELADDR.
    init?(_ span: RawSpan) {
        guard let prefixLength = span.integer(UInt8.self, at: 1),
            let interface = span.integer(Int32.self, at: 4)
        else { return nil }
        // On a point-to-point link IFA_ADDRESS is the far end and IFA_LOCAL ours; elsewhere they agree,
        // and IPv6 sends only IFA_ADDRESS.
        var near: InternetAddress?
        var far: InternetAddress?
        NetlinkAttribute.forEach(in: span, from: Self.headerLength) { type, value in
            let address = value.bytes(at: 0, count: value.byteCount).flatMap { InternetAddress(bytes: $0) }
            if Int(type) == IFA_LOCAL { near = address }
            if Int(type) == IFA_ADDRESS { far = address }
        }
        guard let address = near ?? far else { return nil }
        self.interface = interface
        self.address = address
        self.prefixLength = prefixLength
    }
}

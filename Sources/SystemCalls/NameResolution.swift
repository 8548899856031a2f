import Glibc

/// What the resolver said of a name.
package enum NameAnswer: Hashable, Sendable {
    case addresses([InternetAddress])
    /// NXDOMAIN: the name does not exist.
    case noSuchName
    /// The name exists and has no address.
    case noAddress
    /// A name server answered with a failure (SERVFAIL), or none answered at all.
    case serverFailed
    /// Something else, in the resolver's words.
    case failed(String)

    /// Asks as every program on this machine would: /etc/hosts, the resolver, its servers. Blocks for as
    /// long as the resolver is patient (ten seconds and more), so it belongs on a thread of its own.
    package static func resolving(_ host: String) -> NameAnswer {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else { return NameAnswer(resolverCode: code) }
        defer { freeaddrinfo(list) }
        var addresses: [InternetAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let address = address(entry), !addresses.contains(address) { addresses.append(address) }
            next = entry.ai_next
        }
        return addresses.isEmpty ? .noAddress : .addresses(addresses)
    }

    /// From a code of getaddrinfo (`EAI_*`).
    package init(resolverCode code: Int32) {
        switch code {
        case EAI_NONAME: self = .noSuchName
        case -5: self = .noAddress  // EAI_NODATA, a GNU name that Swift does not see
        case EAI_AGAIN, EAI_FAIL: self = .serverFailed
        default: self = .failed(String(cString: gai_strerror(code)))
        }
    }

    private static func address(_ entry: addrinfo) -> InternetAddress? {
        guard let raw = entry.ai_addr else { return nil }
        let bytes = UnsafeRawBufferPointer(start: raw, count: Int(entry.ai_addrlen))
        // sockaddr_in: family, port, 4 bytes at 4. sockaddr_in6: family, port, flow, 16 bytes at 8.
        switch entry.ai_family {
        case AF_INET where bytes.count >= 8: return InternetAddress(bytes: bytes[4..<8])
        case AF_INET6 where bytes.count >= 24: return InternetAddress(bytes: bytes[8..<24])
        default: return nil
        }
    }
}

import StudioModel

/// Where an encoder sends to, as a person writes it: `host:port`, `host：port`, `host`, or a whole address.
struct IngestAddress: Equatable {
    var host: String
    var port: Int
    /// The whole address with its key, when that was given.
    var url: String?

    /// Ports of addresses that name none.
    private static let usual = ["rtmp": 1935, "rtmps": 443, "rtsp": 554, "http": 80, "https": 443]
    /// RTMP's, for a host that stands alone.
    private static let rtmp = 1935

    /// `nil` when it names no host or no possible port.
    init?(_ written: String) {
        // Chinese input methods write these two.
        let text = written.replacing("：", with: ":").replacing("／", with: "/")
        guard let mark = text.firstRange(of: "://") else {
            guard !text.contains("/"), let place = Self.place(text, usual: Self.rtmp) else { return nil }
            (host, port) = place
            return
        }
        let scheme = text[..<mark.lowerBound].lowercased()
        guard !scheme.isEmpty, scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
            return nil
        }
        let authority = text[mark.upperBound...].prefix { !"/?#".contains($0) }
        let plain = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        guard let place = Self.place(String(plain), usual: Self.usual[scheme]) else { return nil }
        (host, port) = place
        url = text
    }

    /// A host and a port; an IPv6 address stands in brackets.
    private static func place(_ text: String, usual: Int?) -> (String, Int)? {
        var host = Substring(text)
        var port = usual
        let colon = text.lastIndex(of: ":")
        let bracket = text.lastIndex(of: "]")
        if let colon, bracket.map({ $0 < colon }) ?? true {
            host = text[..<colon]
            port = Int(text[text.index(after: colon)...])
        }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        if isBracketed { host = host.dropFirst().dropLast() }
        guard !host.isEmpty, isBracketed || !host.contains(":"), host.allSatisfy(isOfHost), let port,
            (1...65_535).contains(port)
        else {
            return nil
        }
        return (String(host), port)
    }

    private static func isOfHost(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || ".-_:".contains(character))
    }

    /// `host:port`, for people.
    var place: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

import ProbeProtocol
import StudioModel

/// Where the encoder sends to: a host and a port. The rest of an ingest's URL holds the stream key and is
/// dropped at once.
struct Ingest: Hashable {
    enum Transport: Hashable {
        case tcp
        /// SRT, RIST and WebRTC: the kernel keeps no account of such a stream.
        case udp(String)
    }

    var host: String
    var port: UInt16
    var transport: Transport

    /// Why a configuration names no ingest. Never quotes what was written: it may hold a key.
    struct Unclear: Error, CustomStringConvertible {
        let description: String
    }

    /// From `match: host, port` or `match: url`, or a URL among the secrets.
    init(_ subject: SubjectConfiguration) throws(Unclear) {
        if let url = subject.match["url"]?.text ?? subject.secrets["url"] ?? Self.url(among: subject.secrets)
        {
            try self.init(url: url)
        } else if let host = subject.match["host"]?.text, !host.isEmpty {
            guard let number = (subject.match["port"] ?? 1935).number, let port = UInt16(exactly: number),
                port > 0
            else { throw Unclear(description: "the ingest's port must be a number from 1 to 65535") }
            self.init(host: host, port: port, transport: .tcp)
        } else {
            throw Unclear(description: "the profile names no ingest: it needs match host and port, or url")
        }
    }

    init(host: String, port: UInt16, transport: Transport) {
        self.host = host
        self.port = port
        self.transport = transport
    }

    /// `scheme://[user@]host[:port]/…`
    init(url: String) throws(Unclear) {
        guard let colon = url.range("://"), !url[..<colon.lowerBound].isEmpty else {
            throw Unclear(description: "the ingest's URL has no scheme; it should begin like rtmp://")
        }
        let scheme = url[..<colon.lowerBound].lowercased()
        guard let service = Self.services[scheme] else {
            throw Unclear(description: "the ingest's URL has a scheme this probe does not know")
        }
        let authority = url[colon.upperBound...].prefix { !"/?#".contains($0) }
        let place = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        let (host, portText) = Self.split(place)
        guard !host.isEmpty else { throw Unclear(description: "the ingest's URL names no host") }
        let number = portText.isEmpty ? service.port : UInt16(portText)
        guard let port = number, port > 0 else {
            throw Unclear(description: "the port in the ingest's URL must be a number from 1 to 65535")
        }
        self.init(host: host, port: port, transport: service.transport)
    }

    private static let services: [String: (port: UInt16?, transport: Transport)] = [
        "rtmp": (1935, .tcp), "rtmps": (443, .tcp), "rtmpt": (80, .tcp), "rtsp": (554, .tcp),
        "rtsps": (322, .tcp),
        "http": (80, .tcp), "https": (443, .tcp), "tcp": (nil, .tcp), "icecast": (8000, .tcp),
        "srt": (nil, .udp("SRT")), "rist": (nil, .udp("RIST")), "udp": (nil, .udp("UDP")),
        "rtp": (nil, .udp("RTP")),
        "whip": (443, .udp("WebRTC")),
    ]

    /// A host and a port; an IPv6 address stands in brackets.
    private static func split(_ place: Substring) -> (host: String, port: Substring) {
        if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
            let rest = place[place.index(after: end)...]
            return (String(place[place.index(after: place.startIndex)..<end]), rest.drop { $0 == ":" })
        }
        guard let colon = place.lastIndex(of: ":") else { return (String(place), "") }
        return (String(place[..<colon]), place[place.index(after: colon)...])
    }

    private static func url(among secrets: [String: String]) -> String? {
        secrets.sorted { $0.key < $1.key }.map(\.value).first { $0.range("://") != nil }
    }
}

extension String {
    /// Where a text first occurs. (Foundation has the same, for ten megabytes more of a probe.)
    fileprivate func range(_ text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}

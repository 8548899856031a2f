/// Where a stream is pulled from. Keeps the whole address for the library and gives people only the
/// harmless part of it: an address usually carries the stream key.
package struct StreamAddress: Sendable {
    /// How the address is reached; decides the options and which protocols a hostile playlist may reach for.
    package enum Transport: Hashable, Sendable {
        case rtmp, http, srt, rtsp, file
        case unsupported(String)
    }

    /// The whole address, key included. For the library only.
    let text: String
    package let transport: Transport
    /// What may be said aloud: `host:port`, or a file's name.
    package let place: String

    /// Reads an address; anything without a scheme is a file's path.
    package init(_ text: String) {
        self.text = text
        guard let mark = text.firstRange(of: "://"), text[..<mark.lowerBound].allSatisfy(\.isSchemeCharacter)
        else {
            let path = text.hasPrefix("file:") ? String(text.dropFirst(5)) : text
            transport = .file
            place = Self.lastComponent(of: path)
            return
        }
        let scheme = text[..<mark.lowerBound].lowercased()
        if scheme == "file" {
            transport = .file
            place = Self.lastComponent(of: String(text[mark.upperBound...]))
            return
        }
        transport = Self.transport(scheme: scheme)
        let rest = text[mark.upperBound...]
        let authorityEnd = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        let authority = rest[..<authorityEnd]
        let at = authority.lastIndex(of: "@")
        place = String(at.map { authority[authority.index(after: $0)...] } ?? authority)
    }

    /// The path on disk of a file address.
    package var filePath: String? {
        guard transport == .file else { return nil }
        for prefix in ["file://", "file:"] where text.hasPrefix(prefix) {
            return String(text.dropFirst(prefix.count))
        }
        return text
    }

    private static func transport(scheme: String) -> Transport {
        switch scheme {
        case "rtmp", "rtmps", "rtmpt", "rtmpts", "rtmpe", "rtmpte": .rtmp
        case "http", "https": .http
        case "srt": .srt
        case "rtsp", "rtsps": .rtsp
        default: .unsupported(scheme)
        }
    }

    private static func lastComponent(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}

extension Character {
    /// RFC 3986 section 3.1.
    fileprivate var isSchemeCharacter: Bool { isASCII && (isLetter || isNumber || "+-.".contains(self)) }
}

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
    /// Every part of the address that may be a key, token or password, longest first.
    package let secrets: [String]

    /// Reads an address; anything without a scheme is a file's path.
    package init(_ text: String) {
        self.text = text
        guard let mark = text.firstRange(of: "://"), text[..<mark.lowerBound].allSatisfy(\.isSchemeCharacter)
        else {
            let path = text.hasPrefix("file:") ? String(text.dropFirst(5)) : text
            transport = .file
            place = Self.lastComponent(of: path)
            secrets = []
            return
        }
        let scheme = text[..<mark.lowerBound].lowercased()
        if scheme == "file" {
            transport = .file
            place = Self.lastComponent(of: String(text[mark.upperBound...]))
            secrets = []
            return
        }
        transport = Self.transport(scheme: scheme)
        let rest = text[mark.upperBound...]
        let authorityEnd = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        let authority = rest[..<authorityEnd]
        let at = authority.lastIndex(of: "@")
        place = String(at.map { authority[authority.index(after: $0)...] } ?? authority)
        var found = [text]
        if let at { found += Self.pieces(of: authority[..<at], separators: ":") + [String(authority[..<at])] }
        found += Self.secrets(ofPath: rest[authorityEnd...])
        secrets = Self.ordered(found)
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

    /// Every part of the path, everything behind it and every query value: any of them may be the key. A short part
    /// before the last is an application's name (`live`), and a word of our sentences as often.
    private static func secrets(ofPath path: Substring) -> [String] {
        let parts = path.split(separator: "?", maxSplits: 1)
        var found: [String] = []
        let path = parts.first?.split(separator: "/") ?? []
        found += path.dropLast().filter { $0.utf8.count > 6 }.map(String.init)
        if let last = path.last {
            found.append(String(last))
            if parts.count > 1 { found.append("\(last)?\(parts[1])") }
        }
        guard parts.count > 1 else { return found }
        found.append(String(parts[1]))
        for pair in parts[1].split(whereSeparator: { $0 == "&" || $0 == "#" || $0 == "," }) {
            if let equals = pair.firstIndex(of: "=") {
                found.append(String(pair[pair.index(after: equals)...]))
            }
        }
        return found
    }

    private static func pieces(of text: Substring, separators: String) -> [String] {
        text.split { separators.contains($0) }.map(String.init)
    }

    /// Longest first, so that a key is not cut up by its own part; three letters and less hide nothing.
    private static func ordered(_ found: [String]) -> [String] {
        Set(found.filter { $0.utf8.count > 3 }).sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
    }

    private static func lastComponent(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}

extension Character {
    /// RFC 3986 section 3.1.
    fileprivate var isSchemeCharacter: Bool { isASCII && (isLetter || isNumber || "+-.".contains(self)) }
}

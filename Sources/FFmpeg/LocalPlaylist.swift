internal import Glibc

/// A playlist on the disk, looked at before the library opens it: the library asks nobody whether to go on while it
/// reads files, and a list of lists that names itself keeps it for ever.
enum LocalPlaylist {
    /// Bytes looked at; a list of lists is a few hundred long.
    private static let limit = 1 << 20

    /// Why the library must not open this file; `nil` where it is no playlist, or a sound one.
    static func fault(_ path: String) -> String? {
        guard let lines = lines(of: path) else { return nil }
        let named = lines.filter { !$0.hasPrefix("#") }
        if named.isEmpty { return "it is a playlist that names nothing" }
        guard isMaster(lines) else { return nil }
        // RFC 8216, section 4.3.4: what a master playlist names are media playlists.
        let nested = named.contains { name in
            self.lines(of: place(of: name, beside: path)).map(isMaster) ?? false
        }
        return nested ? "its playlist names another list of playlists" : nil
    }

    private static func isMaster(_ lines: [Substring]) -> Bool {
        lines.contains { $0.hasPrefix("#EXT-X-STREAM-INF") }
    }

    private static func place(of name: Substring, beside path: String) -> String {
        for prefix in ["file://", "file:"] where name.hasPrefix(prefix) {
            return String(name.dropFirst(prefix.count))
        }
        if name.hasPrefix("/") { return String(name) }
        guard let slash = path.lastIndex(of: "/") else { return String(name) }
        return String(path[...slash]) + name
    }

    /// The lines of a playlist that are not empty; `nil` where the file is none.
    private static func lines(of path: String) -> [Substring]? {
        // A pipe of that name must not hold us.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard count > 7 else { return nil }
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        guard text.hasPrefix("#EXTM3U") || text.hasPrefix("\u{FEFF}#EXTM3U") else { return nil }
        return text.split(whereSeparator: \.isNewline)
    }
}

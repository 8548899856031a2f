import Glibc

/// A small file that is written whole, again and again, by one name.
package final class PlainFile {
    private let path: String
    private var last = ""

    package init(_ path: String) { self.path = path }

    /// Replaces the contents, so that a reader never meets half of them; nothing when they are the same.
    package func write(_ text: String) {
        guard text != last else { return }
        last = text
        let beside = path + ".new"
        let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard file >= 0 else { return }
        let written = Glibc.write(file, text, text.utf8.count)
        close(file)
        if written == text.utf8.count { rename(beside, path) }
    }

    /// All bytes of a file; nil when it cannot be read.
    package static func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let got = Glibc.read(file, &part, part.count)
            guard got >= 0 else { return nil }
            if got == 0 { return bytes }
            bytes += part[..<got]
        }
    }
}

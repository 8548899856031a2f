import Glibc

/// Small files read whole, and folders listed: what sysfs and procfs are made of.
package enum Files {
    /// The bytes of a file, at most `limit` of them.
    package static func bytes(_ path: String, limit: Int = 1 << 20) throws(SystemError) -> [UInt8] {
        let file = try OwnedDescriptor.open(path, flags: O_RDONLY)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < limit {
            let count = try systemCall("read", path) {
                chunk.withUnsafeMutableBytes { Glibc.read(file.number, $0.baseAddress, $0.count) }
            }
            if count == 0 { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        return bytes
    }

    /// The text of a file; bytes that are not UTF-8 are repaired.
    package static func text(_ path: String, limit: Int = 1 << 20) throws(SystemError) -> String {
        String(decoding: try bytes(path, limit: limit), as: UTF8.self)
    }

    /// The first line of a sysfs attribute without its newline; `nil` when it cannot be read.
    package static func attribute(_ path: String) -> String? {
        guard let text = try? text(path, limit: 4096) else { return nil }
        let line = text.prefix { $0 != "\n" }
        return String(line)
    }

    /// The names in a folder, sorted, without `.` and `..`.
    package static func names(in folder: String) throws(SystemError) -> [String] {
        guard let stream = opendir(folder) else {
            throw SystemError(.current, call: "opendir", object: folder)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// What a symbolic link points to, as written; `nil` when it is none.
    package static func linkTarget(_ path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { raw in
            raw.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { readlink(path, $0, text.count) } ?? -1
            }
        }
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }

    /// The path with every link resolved; `nil` when it does not exist.
    package static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Whether something is at the path.
    package static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// Whether the path can be run by us.
    package static func isExecutable(_ path: String) -> Bool {
        access(path, X_OK) == 0
    }
}

import Foundation
import Glibc

/// A folder of its own for one test, removed with it.
package final class ScratchFolder: Sendable {
    package struct CannotMake: Error {
        let path: String
        let code: Int32
    }

    package let path: String

    package init() throws {
        var template = Array((NSTemporaryDirectory() + "onair-test-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw CannotMake(path: NSTemporaryDirectory(), code: errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        // The folder is gone when this fails because a test removed it.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and gives its path.
    @discardableResult
    package func write(_ name: String, _ bytes: some Sequence<UInt8>, mode: Int = 0o644) throws -> String {
        let file = "\(path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: URL(filePath: file).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }

    @discardableResult
    package func write(_ name: String, _ text: String, mode: Int = 0o644) throws -> String {
        try write(name, Array(text.utf8), mode: mode)
    }
}

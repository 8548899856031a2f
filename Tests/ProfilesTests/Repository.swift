import Foundation
import Profiles
import StudioModel

/// Where the data under test lies: beside the `Tests` folder.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let profiles = "\(root)/profiles"
    static let loader = ProfileLoader(root: profiles)

    private static let shipped = Result { try loader.library() }

    /// What is shipped, read once.
    static func library() throws -> ProfileLibrary { try shipped.get() }

    /// A shipped studio.
    static func studio(_ name: String) throws -> Studio {
        let path = "profiles/studios/\(name).yaml"
        return try loader.studio(text: text(path), file: path, library: library())
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: "\(root)/\(path)"), encoding: .utf8)
    }
}

/// A folder of its own for one test, removed with it.
final class Scratch {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "onair-profiles-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and gives its path.
    func write(_ name: String, _ bytes: some Sequence<UInt8>, mode: Int = 0o644) throws -> String {
        let file = "\(path)/\(name)"
        let folder = URL(filePath: file).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }
}

import FoundationEssentials
import SystemCalls

/// A folder of small files that stands for /proc and /sys; removed when the test ends.
final class FixtureTree {
    private let folder: URL

    /// - Parameter files: path below the root, and the file's text.
    init(_ files: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "onair-host-\(UUID().uuidString)")
        for (path, text) in files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    var roots: Roots { Roots(below: folder.path()) }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }
}

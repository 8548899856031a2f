import Foundation
import SystemCalls

/// A small /proc and /sys of a test's own.
package final class FixtureTree {
    private let folder: URL
    package let roots: Roots

    /// Files by path, such as `proc/asound/cards`; `links` likewise, each with where it points.
    package init(files: [String: String], links: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "onair-alsa-\(UUID().uuidString)")
        roots = Roots(below: folder.path)
        for (path, text) in files {
            try makeParent(of: path)
            try Data(text.utf8).write(to: folder.appending(path: path))
        }
        for (path, target) in links {
            try makeParent(of: path)
            let link = folder.appending(path: path).path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    private func makeParent(of path: String) throws {
        let parent = folder.appending(path: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    }
}

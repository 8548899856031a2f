import FoundationEssentials
import Glibc
import SystemCalls

/// Everything the demo writes lies in one folder of its own.
package struct DemoFolder: Sendable {
    package let path: String

    var pulseSocket: String { path + "/pulse.sock" }
    var pulseServer: String { "unix:" + pulseSocket }
    var nginxConfiguration: String { path + "/nginx.conf" }
    var speech: String { path + "/speech.wav" }
    package var secret: String { path + "/ingest-url" }
    package var profile: String { path + "/studio.yaml" }
    package var state: String { path + "/state" }
    package var review: String { path + "/review.html" }

    /// Makes the folder anew; what an earlier demo left in it is removed, and nothing else.
    package static func prepare(_ path: String) throws -> DemoFolder {
        let manager = FileManager.default
        let mark = path + "/.onair-demo"
        if manager.fileExists(atPath: path) {
            let isEmpty = try manager.contentsOfDirectory(atPath: path).isEmpty
            guard isEmpty || manager.fileExists(atPath: mark) else {
                throw DemoError(
                    "\(path) exists and is not a demo's folder", advice: "Name another one with --folder.")
            }
            try manager.removeItem(atPath: path)
        }
        try manager.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try write("", to: mark)
        guard let real = Files.realPath(path) else {
            throw DemoError("\(path) cannot be resolved", advice: "Name another folder with --folder.")
        }
        return DemoFolder(path: real)
    }

    /// Writes a file that only its owner can read.
    static func write(_ text: String, to path: String) throws {
        let file = try OwnedDescriptor.open(path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
        try Descriptors.writeAll(Array(text.utf8), to: file.number)
    }
}

/// Why the demo stopped, with the next step.
package struct DemoError: Error, CustomStringConvertible {
    package let description: String

    package init(_ sentence: String, advice: String) {
        description = "\(sentence). \(advice)"
    }
}

import Foundation

/// The project's own files, and the programs that were built from them.
package enum SourceTree {
    /// The folder that holds Package.swift.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The folder of the running test program; what the package builds lies beside it.
    package static var built: String {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: program).deletingLastPathComponent().path
    }

    package static func program(_ name: String) -> String { "\(built)/\(name)" }

    package static func text(_ path: String) throws -> String {
        try String(contentsOf: URL(filePath: "\(root)/\(path)"), encoding: .utf8)
    }

    /// The names in a folder, sorted, without hidden ones.
    package static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The files under a folder with an ending, sorted, relative to the root.
    package static func files(under folder: String, ending: String = ".swift") throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
            .filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }.sorted()
    }

    /// The files that git keeps.
    package static func tracked() async throws -> [String] {
        let listing = try await RunningProgram.run(
            "/usr/bin/git", ["-c", "safe.directory=*", "ls-files", "-z"], folder: root)
        return listing.output.split(separator: "\0").map(String.init).sorted()
    }
}

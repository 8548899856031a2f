import Foundation
import Glibc
import SystemCalls

/// A program a test runs, ended by its own process id whatever happens.
final class Child {
    private let process = Process()

    /// - Parameter output: where standard output and error go; the bit bucket without.
    init(_ program: String, _ arguments: [String], folder: String? = nil, output: FileHandle? = nil) throws {
        guard let path = Self.find(program) else { throw Missing(program: program) }
        // Threads of the test run block most signals and a child inherits that: without `env` it could not be
        // asked to end. (env execs the program, so the process id is the program's.)
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["--default-signal=TERM", path] + arguments
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output ?? FileHandle.nullDevice
        process.standardError = output ?? FileHandle.nullDevice
        try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    var isRunning: Bool { process.isRunning }

    /// Sends a signal: SIGTERM lets a program say good-bye, SIGKILL does not.
    func end(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// The fixture programs come from Debian; nginx lives where only root's PATH looks.
    private static func find(_ program: String) -> String? {
        ["/usr/sbin/", "/usr/bin/", "/bin/"].map { $0 + program }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    struct Missing: Error, CustomStringConvertible {
        let program: String
        var description: String {
            "\(program) is missing: apt-get install nginx-light libnginx-mod-rtmp ffmpeg python3"
        }
    }
}

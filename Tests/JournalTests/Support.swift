import Foundation
import Journal
import StudioModel
import Synchronization

/// A folder that goes away with the test.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/onair-journal-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    }

    func write(_ name: String, _ bytes: Data) throws {
        try bytes.write(to: URL(fileURLWithPath: path + "/" + name))
    }
}

/// A clock that a test moves by hand.
final class HandClock: Sendable {
    private let milliseconds = Mutex<Int64>(1_773_000_000_000)
    let boot: String

    init(boot: String = "boot-1") {
        self.boot = boot
    }

    func advance(seconds: Double) {
        milliseconds.withLock { $0 += Int64(seconds * 1000) }
    }

    var wall: WallTime { WallTime(milliseconds: milliseconds.withLock { $0 }) }

    /// Boot was a thousand seconds before the clock's start.
    var monotonic: Instant { .seconds(Double(wall.milliseconds - 1_772_999_000_000) / 1000) }

    var clock: JournalClock {
        JournalClock(wall: { self.wall }, monotonic: { self.monotonic }, boot: boot, process: 7)
    }
}

/// The program beside the tests that can be killed.
enum Writer {
    static var path: String {
        get throws {
            let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/journal-writer"
        }
    }

    static func start(_ arguments: [String], prefix: [String] = []) throws -> (Process, FileHandle) {
        let process = Process()
        let command = prefix + [try path] + arguments
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = Pipe()
        try process.run()
        return (process, output.fileHandleForReading)
    }

    /// Runs to its end; what it printed.
    static func run(_ arguments: [String], prefix: [String] = []) throws -> String {
        let (process, output) = try start(arguments, prefix: prefix)
        let text = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension StudioEvent {
    static func note(_ text: String) -> StudioEvent { .noted(incident: "i", by: "a", text: text) }
}

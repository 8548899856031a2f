import Foundation
import Glibc
import Journal
import StudioModel
import Testing

@Suite(.serialized) struct DurabilityTests {
    @Test func `twenty kills at random moments lose nothing that was acknowledged`() throws {
        let folder = try TemporaryFolder()
        var acknowledged: [Int64] = []
        for _ in 0..<20 {
            let (process, output) = try Writer.start(["append", folder.path])
            // The kill comes after a random count of acknowledgements, in the middle of whatever is being done.
            let wanted = Int.random(in: 1...60)
            var text = ""
            while text.split(separator: "\n").count < wanted {
                let data = output.availableData
                if data.isEmpty { break }
                text += String(decoding: data, as: UTF8.self)
            }
            kill(process.processIdentifier, SIGKILL)
            text += String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            // A last line without its newline was never printed whole.
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            acknowledged += lines.compactMap { Int64($0) }
            #expect(lines.count >= wanted)
        }
        let journal = try Journal(folder: folder.path)
        let kept = Set(try journal.entries().entries.map(\.sequence))
        #expect(acknowledged.allSatisfy(kept.contains))
        #expect(acknowledged.count >= 20)
        guard case .sound(let head) = try journal.verify() else {
            Issue.record("the chain broke")
            return
        }
        #expect(head.sequence == Int64(kept.count))
        #expect(try journal.append(.note("goes on")) == head.sequence + 1)
    }

    @Test func `a full disk is said in one line and costs nothing that was acknowledged`() throws {
        let folder = try TemporaryFolder()
        // 512 blocks of 1 KiB: a file may not grow past 512 KiB, which the system refuses like a full disk.
        let text = try Writer.run(
            ["append", folder.path], prefix: ["bash", "-c", "trap '' XFSZ; ulimit -f 512; exec \"$@\"", "-"])
        let lines = text.split(separator: "\n")
        #expect(lines.last?.hasPrefix("full 74: The disk that holds the journal") == true)
        try expectKept(lines, in: folder.path)
    }

    @Test(.enabled(if: Mounts.areAllowed, "mounting a small disk needs a mount namespace"))
    func `a disk that is really full behaves the same`() throws {
        let folder = try TemporaryFolder()
        // The journal is copied out, because the small disk goes away with its namespace.
        let script = """
            mkdir "$2/disk"; mount -t tmpfs -o size=700k tmpfs "$2/disk"; "$0" append "$2/disk" | tee "$2/said"
            mkdir "$2/kept"; cp "$2"/disk/* "$2/kept"
            """
        let text = try Writer.run(["", folder.path], prefix: ["unshare", "-m", "bash", "-c", script])
        let lines = text.split(separator: "\n")
        #expect(lines.last?.hasPrefix("full 74: The disk that holds the journal") == true)
        try expectKept(lines, in: folder.path + "/kept")
    }

    private func expectKept(_ lines: [Substring], in folder: String) throws {
        let acknowledged = lines.compactMap { Int64($0) }
        #expect(acknowledged.count > 20)
        let journal = try Journal(folder: folder)
        #expect(try journal.entries().entries.map(\.sequence) == acknowledged)
        #expect(try journal.verify() == .sound(try journal.anchor()))
        #expect(try journal.append(.note("goes on")) == Int64(acknowledged.count + 1))
    }

    @Test func `twenty thousand events are not read through to open the journal`() throws {
        let folder = try TemporaryFolder()
        do {
            let journal = try Journal(folder: folder.path)
            for batch in 0..<20 { try journal.append((0..<1000).map { .note("\(batch) \($0)") }) }
        }
        let start = ContinuousClock.now
        let journal = try Journal(folder: folder.path)
        let opened = try journal.openShow() == nil
        let elapsed = ContinuousClock.now - start
        #expect(opened)
        // A release build takes a fifth of a second; a hundred times as much is no matter of the machine.
        #expect(elapsed < .seconds(20))
    }
}

enum Mounts {
    static let areAllowed: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["unshare", "-m", "true"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
}

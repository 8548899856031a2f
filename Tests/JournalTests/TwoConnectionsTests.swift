import Foundation
import Journal
import StudioModel
import Testing

/// POSIX locks belong to the process: whoever closes a descriptor of a file drops them all.
@Suite struct TwoConnectionsTests {
    @Test func `a second journal of the same process takes no lock from the first`() throws {
        let folder = try TemporaryFolder()
        let first = try Journal(folder: folder.path)
        try first.append(.note("before"))
        for access in [Journal.Access.write, .read] {
            let second = try Journal(folder: folder.path, access: access)
            #expect(try second.entries().entries.count >= 1)
        }
        // Whoever takes itself for the last one writes the log back and removes it when it goes.
        #expect(try Writer.run(["open", folder.path]) == "2")
        #expect(FileManager.default.fileExists(atPath: folder.path + "/journal.sqlite-wal"))
        #expect(try first.append(.note("after")) == 3)
        #expect(try Writer.run(["read", folder.path]) == "3")
        #expect(try first.verify() == .sound(try first.anchor()))
    }

    @Test func `readings are read beside their writer without taking its locks`() throws {
        let folder = try TemporaryFolder()
        let store = try ReadingStore(folder: folder.path)
        let subject = try #require(Subject(rawValue: "microphone/host"))
        let at = Instant.seconds(10)
        store.append([Reading(at: at, subject: subject, metric: "microphone.muted", outcome: .flag(true))])
        try store.flush()
        #expect(try ReadingArchive(folder: folder.path).series().count == 1)
        store.append([Reading(at: at, subject: subject, metric: "microphone.volume", outcome: .number(-6))])
        try store.flush()
        #expect(try ReadingArchive(folder: folder.path).series().count == 2)
    }
}

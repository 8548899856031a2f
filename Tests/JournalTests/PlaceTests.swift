import Foundation
import Glibc
import Journal
import StudioModel
import Testing

/// What lies where the journal should be, and what becomes of it while it is open.
@Suite struct PlaceTests {
    private func code(_ body: () throws -> Void) -> JournalError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? JournalError)?.code
        }
    }

    @Test func `a pipe or a device is refused at once, by readers and writers`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/journal.sqlite"
        #expect(mkfifo(path, 0o600) == 0)
        for access in [Journal.Access.read, .write] {
            #expect(code { _ = try Journal(folder: folder.path, access: access) } == .notAJournal)
        }
        #expect(unlink(path) == 0 && symlink("/dev/null", path) == 0)
        for access in [Journal.Access.read, .write] {
            #expect(code { _ = try Journal(folder: folder.path, access: access) } == .notAJournal)
        }
    }

    @Test func `an empty file is said to readers, begun anew by a writer, and the writer knows`() throws {
        let folder = try TemporaryFolder()
        try folder.write("journal.sqlite", Data())
        let error = #expect(throws: JournalError.self) { try Journal(folder: folder.path, access: .read) }
        #expect(error?.code == .missing && error?.sentence.en.hasSuffix("is empty") == true)
        #expect(try Journal(folder: folder.path).startedAnew)
        #expect(try !Journal(folder: folder.path).startedAnew)
        #expect(try Journal(folder: folder.path, access: .read).entries().entries.isEmpty)
        let other = try TemporaryFolder()
        #expect(try !Journal(folder: other.path).startedAnew)
    }

    @Test func `an empty file beside a log that is not is left as it is`() throws {
        let folder = try TemporaryFolder()
        try folder.write("journal.sqlite", Data())
        try folder.write("journal.sqlite-wal", Data("log".utf8))
        for access in [Journal.Access.read, .write] {
            #expect(code { _ = try Journal(folder: folder.path, access: access) } == .damaged)
        }
        #expect(try folder.bytes("journal.sqlite-wal") == Data("log".utf8))
    }

    @Test func `nothing is written to a file that is no longer in its place, until it is back`() throws {
        let folder = try TemporaryFolder()
        let (inner, away) = (folder.path + "/studio", folder.path + "/away")
        let journal = try Journal(folder: inner)
        try journal.append(.note("1"))
        #expect(journal.isInPlace)
        try FileManager.default.moveItem(atPath: inner, toPath: away)
        #expect(!journal.isInPlace)
        #expect(code { try journal.append(.note("2")) } == .displaced)
        do { try Journal(folder: inner).append(.note("another")) }
        #expect(!journal.isInPlace)
        #expect(code { try journal.append(.note("2")) } == .displaced)
        try FileManager.default.removeItem(atPath: inner)
        try FileManager.default.moveItem(atPath: away, toPath: inner)
        #expect(try journal.isInPlace && journal.append(.note("2")) == 2)
        #expect(try journal.verify() == .sound(try journal.anchor()))
    }

    @Test(arguments: ["no database", String(repeating: "no database either ", count: 500)])
    func `damaged readings are set aside, and recording begins anew`(content: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("readings.sqlite", Data(content.utf8))
        let clock = HandClock()
        do {
            let store = try ReadingStore(folder: folder.path, clock: clock.clock)
            let aside = try #require(store.setAside)
            #expect(aside.hasPrefix(folder.path + "/readings.sqlite.damaged-2026"))
            #expect(FileManager.default.contents(atPath: aside) == Data(content.utf8))
            #expect(store.warning?.en.contains(aside) == true)
            let subject = try #require(Subject(rawValue: "microphone/host"))
            store.append([
                Reading(
                    at: clock.monotonic, subject: subject, metric: "microphone.muted", outcome: .flag(true))
            ])
            try store.close()
        }
        #expect(try ReadingArchive(folder: folder.path).series().count == 1)
        #expect(try ReadingStore(folder: folder.path, clock: clock.clock).setAside == nil)
    }

    @Test func `readings whose pages are damaged are set aside, with their log`() throws {
        let folder = try TemporaryFolder()
        do { try ReadingStore(folder: folder.path).close() }
        var bytes = [UInt8](try folder.bytes("readings.sqlite"))
        for index in 4096..<bytes.count { bytes[index] = bytes[index] &* 7 &+ 13 }
        try folder.write("readings.sqlite", Data(bytes))
        let aside = try #require(try ReadingStore(folder: folder.path).setAside)
        #expect(FileManager.default.contents(atPath: aside) == Data(bytes))
    }

    @Test func `what is set aside takes no other's place, however many come in one second`() throws {
        let folder = try TemporaryFolder()
        let clock = HandClock()
        for round in 1...3 {
            let damaged = Data("diary \(round)\n".utf8)
            try folder.write("readings.sqlite", damaged)
            let store = try ReadingStore(folder: folder.path, clock: clock.clock)
            let aside = try #require(store.setAside)
            #expect(FileManager.default.contents(atPath: aside) == damaged)
            #expect(aside.hasSuffix(round == 1 ? "Z" : "Z.\(round)"))
            try store.close()
        }
    }

    @Test func `readings of a later version are neither set aside nor changed`() throws {
        let folder = try TemporaryFolder()
        do { try ReadingStore(folder: folder.path).close() }
        var bytes = [UInt8](try folder.bytes("readings.sqlite"))
        // `user_version` of the header, most significant byte first.
        bytes[63] = 99
        try folder.write("readings.sqlite", Data(bytes))
        #expect(code { _ = try ReadingStore(folder: folder.path) } == .newer)
        #expect(try folder.bytes("readings.sqlite") == Data(bytes))
    }
}

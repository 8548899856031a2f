import Foundation
import Glibc
import GRDB
import Journal
import StudioModel
import Testing

@Suite struct RefusalTests {
    private func refusal(_ body: () throws -> Void) -> JournalError? {
        do {
            try body()
            return nil
        } catch {
            return error as? JournalError
        }
    }

    /// Without the right to pass over file modes, as everybody but root is.
    private func runWithoutPrivilege(_ arguments: [String]) throws -> String {
        let prefix = geteuid() == 0 ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"] : []
        return try Writer.run(arguments, prefix: prefix)
    }

    private func mode(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    @Test func `a journal from a later version is refused and stays as it was`() throws {
        let folder = try TemporaryFolder()
        do {
            let journal = try Journal(folder: folder.path)
            try journal.append(.note("1"))
            try DatabaseQueue(path: journal.path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
        }
        let before = try folder.bytes("journal.sqlite")
        for access in [Journal.Access.write, .read] {
            let error = refusal { _ = try Journal(folder: folder.path, access: access) }
            #expect(error?.code == .newer)
            #expect(error?.line(.english).contains("version 99") == true)
            #expect(error?.line(.chinese).contains("更新") == true)
        }
        #expect(try folder.bytes("journal.sqlite") == before)
    }

    @Test func `what is not a journal is refused and stays as it was`() throws {
        let folder = try TemporaryFolder()
        for content in [Data("a text".utf8), Data(repeating: 7, count: 5000)] {
            try folder.write("journal.sqlite", content)
            #expect(refusal { _ = try Journal(folder: folder.path) }?.code == .notAJournal)
            #expect(try folder.bytes("journal.sqlite") == content)
        }
    }

    @Test func `another program's database is refused`() throws {
        let folder = try TemporaryFolder()
        try DatabaseQueue(path: folder.path + "/journal.sqlite").write { database in
            try database.execute(sql: "CREATE TABLE song (title TEXT)")
        }
        #expect(refusal { _ = try Journal(folder: folder.path) }?.code == .notAJournal)
    }

    @Test func `a folder where the journal should be is refused`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/journal.sqlite", withIntermediateDirectories: false)
        #expect(refusal { _ = try Journal(folder: folder.path) }?.code == .notAJournal)
    }

    @Test func `a state folder that is a file is refused`() throws {
        let folder = try TemporaryFolder()
        try folder.write("state", Data())
        #expect(refusal { _ = try Journal(folder: folder.path + "/state") }?.code == .notAJournal)
    }

    @Test func `reading a journal that is not there makes nothing`() throws {
        let folder = try TemporaryFolder()
        let error = refusal { _ = try Journal(folder: folder.path + "/none", access: .read) }
        #expect(error?.code == .missing)
        #expect(error?.exitCode == 66)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/none"))
    }

    @Test func `an empty file becomes a journal`() throws {
        let folder = try TemporaryFolder()
        try folder.write("journal.sqlite", Data())
        #expect(try Journal(folder: folder.path).append(.note("1")) == 1)
    }

    @Test func `a folder that may not be written is said, with its exit code`() throws {
        let folder = try TemporaryFolder()
        try mode(0o500, folder.path)
        defer { try? mode(0o700, folder.path) }
        let text = try runWithoutPrivilege(["open", folder.path + "/studio"])
        #expect(text.hasPrefix("denied 77: The journal"))
        #expect(text.split(separator: "\n").count == 1)
    }

    @Test func `a journal that can only be read is said so, and can be read`() throws {
        let folder = try TemporaryFolder()
        do { try Journal(folder: folder.path).append(.note("1")) }
        try mode(0o400, folder.path + "/journal.sqlite")
        try mode(0o500, folder.path)
        defer { try? mode(0o700, folder.path) }
        #expect(try runWithoutPrivilege(["open", folder.path]).hasPrefix("read-only 73: The journal"))
        #expect(try runWithoutPrivilege(["read", folder.path]) == "1")
    }

    @Test func `a journal file that is write-protected in a writable folder is said so`() throws {
        let folder = try TemporaryFolder()
        do { try Journal(folder: folder.path).append(.note("1")) }
        try mode(0o400, folder.path + "/journal.sqlite")
        #expect(try runWithoutPrivilege(["open", folder.path]).hasPrefix("read-only 73: The journal"))
    }

    @Test func `a journal opened for reading refuses to append`() throws {
        let folder = try TemporaryFolder()
        try Journal(folder: folder.path).append(.note("1"))
        let reader = try Journal(folder: folder.path, access: .read)
        #expect(refusal { try reader.append(.note("2")) }?.code == .readOnly)
        #expect(try reader.entries().entries.count == 1)
    }

    @Test func `every refusal has its own exit code above 63 and both languages`() {
        for code in JournalError.Code.allCases {
            let error = JournalError(
                code, LocalizedText(en: "It", zh: "它"), advice: LocalizedText(en: "Do", zh: "做"))
            #expect(error.exitCode >= 64)
            #expect(error.line(.english) == "It. Do.")
            #expect(error.line(.chinese) == "它。做。")
        }
    }
}

@Suite struct ShowLockTests {
    @Test func `a second watch is refused and told who watches`() throws {
        let folder = try TemporaryFolder()
        let first = try ShowLock(folder: folder.path, show: "s1", process: 4711)
        let error = #expect(throws: JournalError.self) {
            try ShowLock(folder: folder.path, show: "s2", process: 1)
        }
        #expect(error?.code == .watched)
        #expect(error?.sentence.en.contains("process 4711 (show s1)") == true)
        withExtendedLifetime(first) {}
    }

    @Test func `a watch that was killed leaves no lock behind`() throws {
        let folder = try TemporaryFolder()
        let (process, output) = try Writer.start(["hold", folder.path])
        #expect(String(decoding: output.availableData, as: UTF8.self) == "held\n")
        #expect(throws: JournalError.self) { try ShowLock(folder: folder.path, show: "s", process: 1) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(throws: Never.self) { try ShowLock(folder: folder.path, show: "s", process: 1) }
    }
}

import Foundation
import GRDB
import TestSupport
import Testing

/// A journal that cannot be used is said in one line, is left as it was, and nothing in it is lost.
@Suite(.serialized) struct BadJournalTests {
    /// A rig with a show and an incident in its journal.
    private func used() async throws -> Rig {
        let rig = try Rig()
        _ = try await rig.onair(["show", "start", "--by", "Lin"])
        let raised = try await rig.onair(["incidents", "raise", "P8", "--by", "Lin"])
        try #require(raised.code == 0, "\(raised.errors)")
        return rig
    }

    @Test func `a journal from a later version is refused and stays as it was`() async throws {
        let rig = try await used()
        try await DatabaseQueue(path: rig.state + "/journal.sqlite").writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)")
        }
        let before = FileManager.default.contents(atPath: rig.state + "/journal.sqlite")
        for command in [
            ["check"], ["watch", "--json"], ["incidents"], ["show", "live"], ["journal", "verify"],
        ] {
            try await rig.onair(command).expectOneLine(78, "later OnAir (version 99", "Update OnAir")
        }
        #expect(FileManager.default.contents(atPath: rig.state + "/journal.sqlite") == before)
    }

    @Test func `a damaged journal is named, and so is its first bad row`() async throws {
        let rig = try await used()
        let path = rig.state + "/journal.sqlite"
        try await DatabaseQueue(path: path).writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        var bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))
        for index in 4096..<bytes.count { bytes[index] = bytes[index] &* 7 &+ 13 }
        try Data(bytes).write(to: URL(filePath: path))
        for command in [["check"], ["incidents"], ["watch", "--json"]] {
            try await rig.onair(command).expectOneLine(65, "is damaged", "onair journal verify")
        }
        let verified = try await rig.onair(["journal", "verify"])
        #expect(verified.code == 2 && verified.output.hasPrefix("broken at event 1: "))
        #expect(FileManager.default.contents(atPath: path) == Data(bytes))
    }

    @Test func `a file that is no journal is left alone`() async throws {
        let rig = try Rig()
        let path = try rig.scratch.write("state/onair/tiny/journal.sqlite", "My diary\n")
        try await rig.onair(["check"]).expectOneLine(65, "is not an OnAir journal")
        #expect(FileManager.default.contents(atPath: path) == Data("My diary\n".utf8))
    }

    @Test func `one changed byte in the middle is found, and the head tells a cut end`() async throws {
        let rig = try await used()
        for note in 1...5 {
            _ = try await rig.onair(["incidents", "note", "1", "note \(note)", "--by", "Lin"])
        }
        let sound = try await rig.onair(["journal", "verify"])
        #expect(sound.code == 0 && sound.output.hasPrefix("intact: "))
        let head = try #require(sound.output.split(separator: " ").last).trimmingCharacters(in: .newlines)

        let queue = try DatabaseQueue(path: rig.state + "/journal.sqlite")
        let body: Data? = try await queue.read {
            try Data.fetchOne($0, sql: "SELECT body FROM event WHERE sequence = 4")
        }
        // The triggers only keep the honest from mistakes.
        try await queue.write {
            for name in try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            {
                try $0.execute(sql: "DROP TRIGGER \(name)")
            }
        }
        var changed = try #require(body)
        changed[changed.count / 2] ^= 1
        try await queue.write { [changed] in
            try $0.execute(sql: "UPDATE event SET body = ? WHERE sequence = 4", arguments: [changed])
        }
        let broken = try await rig.onair(["journal", "verify"])
        #expect(broken.code == 2 && broken.output.hasPrefix("broken at event 4: row 4 was altered"))

        try await queue.write {
            try $0.execute(sql: "UPDATE event SET body = ? WHERE sequence = 4", arguments: [body])
            try $0.execute(sql: "DELETE FROM event WHERE sequence = (SELECT max(sequence) FROM event)")
        }
        #expect(try await rig.onair(["journal", "verify"]).code == 0)
        let cut = try await rig.onair(["journal", "verify", "--anchor", head])
        #expect(cut.code == 2 && cut.output.contains("the anchor is row"))
    }

    @Test func `a journal that may only be read is read, and every write is refused`() async throws {
        let rig = try await used()
        let files = FileManager.default
        try await DatabaseQueue(path: rig.state + "/journal.sqlite").writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        for name in try files.contentsOfDirectory(atPath: rig.state) {
            try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: rig.state + "/" + name)
        }
        try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: rig.state)
        for folder in ["", "/state", "/state/onair"] {
            try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: rig.scratch.path + folder)
        }
        defer { try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: rig.state) }
        for command in [["check"], ["watch", "--json"], ["incidents", "ack", "1"], ["show", "live"]] {
            try await rig.onair(command, prefix: Rig.asNobody).expectOneLine(73, "can only be read")
        }
        let listed = try await rig.onair(["incidents"], prefix: Rig.asNobody)
        #expect(listed.code == 0 && listed.output.contains("S1"))
    }

    @Test func `a state folder that this user may not enter`() async throws {
        let rig = try Rig()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: rig.scratch.path)
        let locked = rig.scratch.path + "/locked"
        try FileManager.default.createDirectory(
            atPath: locked, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o500])
        for command in [["check"], ["watch", "--json"]] {
            try await rig.onair(command + ["--state", locked + "/tiny"], prefix: Rig.asNobody)
                .expectOneLine(77, "may not be opened")
        }
    }

    @Test(.enabled(if: Rig.canMount, "needs the right to mount a file system"))
    func `a full disk refuses what it cannot keep and loses nothing`() async throws {
        let rig = try await used()
        let program = SourceTree.program("onair")
        // A disk of 160 KB: the notes fill it, the last one is refused, and everything acknowledged is still there.
        let script = """
            set -u
            mkdir -p disk && mount -t tmpfs -o size=160k none disk
            "\(program)" show start --by Lin --state disk/tiny >/dev/null || exit 90
            "\(program)" incidents raise P8 --by Lin --state disk/tiny >/dev/null || exit 90
            kept=0
            while [ $kept -lt 500 ]; do
                "\(program)" incidents note 1 "$(printf %02000d $kept)" --by Lin --state disk/tiny >/dev/null 2>refused
                code=$?
                [ $code -eq 0 ] || break
                kept=$((kept + 1))
            done
            echo "refused $code after $kept"
            "\(program)" check --state disk/tiny >verdict 2>check-refused
            echo "check $? $(tail -n 1 verdict)"
            "\(program)" incidents show 1 --state disk/tiny | grep -c Lin:
            "\(program)" journal verify --state disk/tiny
            """
        let finished = try await RunningProgram.run(
            Rig.unshare[0], Array(Rig.unshare.dropFirst()) + ["sh", "-c", script],
            environment: rig.environment,
            folder: rig.scratch.path, within: .seconds(120))
        let lines = finished.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 4, "\(finished.output) \(finished.errors)")
        let words = lines[0].split(separator: " ")
        let kept = try #require(words.last.flatMap { Int($0) })
        #expect(lines[0].hasPrefix("refused 74 after ") && kept > 3)
        #expect(lines[1] == "check 74 ready to go live", "the verdict is not lost with the disk")
        #expect(lines[2] == "\(kept)")
        #expect(lines[3].hasPrefix("intact: "))
        for file in ["refused", "check-refused"] {
            let said = try String(contentsOf: URL(filePath: rig.scratch.path + "/" + file), encoding: .utf8)
            #expect(said.hasPrefix("onair: ") && said.count { $0 == "\n" } == 1, "\(said)")
        }
    }
}

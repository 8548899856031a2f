import Foundation
import GRDB
import Journal
import StudioModel
import Testing

@Suite struct VerifyTests {
    /// A journal of five events whose guards somebody with the file in hand has removed.
    private func tampered(_ sql: String...) throws -> (Journal, TemporaryFolder, Anchor) {
        let folder = try TemporaryFolder()
        let journal = try Journal(folder: folder.path)
        for number in 1...5 { try journal.append(.note("\(number)")) }
        let anchor = try journal.anchor()
        try DatabaseQueue(path: journal.path).write { database in
            for trigger in ["event_stays", "event_remains", "event_in_order"] {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            for statement in sql { try database.execute(sql: statement) }
        }
        return (journal, folder, anchor)
    }

    private func fault(_ verification: Verification) -> [String] {
        guard case .broken(let fault) = verification else { return ["sound"] }
        return [fault.kind.rawValue, "\(fault.sequence)", fault.reason.en]
    }

    @Test func `an untouched journal is sound, and says its count and head`() throws {
        let (journal, folder, anchor) = try tampered()
        #expect(try journal.verify(against: anchor) == .sound(anchor))
        #expect(anchor.sequence == 5)
        #expect(Anchor(anchor.description) == anchor)
        #expect(try Journal(folder: folder.path + "/new").verify() == .sound(.empty))
    }

    @Test(arguments: [
        ("UPDATE event SET body = CAST(replace(body, '3', '4') AS BLOB) WHERE sequence = 3", "altered"),
        ("UPDATE event SET wall = wall + 1 WHERE sequence = 3", "altered"),
        ("UPDATE event SET hash = zeroblob(32) WHERE sequence = 3", "altered"),
        ("UPDATE event SET hash = x'' WHERE sequence = 3", "altered"),
        ("UPDATE event SET show = '' WHERE sequence = 3", "altered"),
        ("DELETE FROM event WHERE sequence = 3", "missing"),
        ("DELETE FROM event WHERE sequence >= 3", "truncated"),
    ])
    func `tampering is found at its row`(sql: String, kind: String) throws {
        let (journal, folder, anchor) = try tampered(sql)
        #expect(fault(try journal.verify(against: anchor)).prefix(2) == [kind, "3"])
        withExtendedLifetime(folder) {}
    }

    @Test func `a row that was rewritten with a fitting hash breaks the link after it`() throws {
        let (journal, folder, _) = try tampered()
        let other = try TemporaryFolder()
        let forged = try Journal(folder: other.path)
        for number in 1...5 { try forged.append(.note("forged \(number)")) }
        try DatabaseQueue(path: journal.path).writeWithoutTransaction { database in
            try database.execute(sql: "ATTACH '\(forged.path)' AS forged")
            try database.execute(sql: "DELETE FROM event WHERE sequence = 3")
            try database.execute(sql: "INSERT INTO event SELECT * FROM forged.event WHERE sequence = 3")
        }
        #expect(fault(try journal.verify()).prefix(2) == ["unlinked", "3"])
        withExtendedLifetime(folder) {}
    }

    @Test func `a tail that was cut off is found by the anchor only`() throws {
        let (journal, folder, anchor) = try tampered("DELETE FROM event WHERE sequence > 3")
        guard case .sound(let shorter) = try journal.verify() else {
            Issue.record("the shorter chain is sound in itself")
            return
        }
        #expect(shorter.sequence == 3)
        #expect(
            fault(try journal.verify(against: anchor)) == [
                "truncated", "4", "the journal ends at row 3, the anchor is row 5",
            ])
        withExtendedLifetime(folder) {}
    }

    @Test func `a whole chain written anew is found by the anchor`() throws {
        let (_, folder, anchor) = try tampered()
        try FileManager.default.removeItem(atPath: folder.path)
        let anew = try Journal(folder: folder.path)
        for number in 1...6 { try anew.append(.note("anew \(number)")) }
        #expect(fault(try anew.verify(against: anchor)).prefix(2) == ["rewritten", "5"])
    }

    @Test func `flipped bytes in the file are a finding, not a crash`() throws {
        let folder = try TemporaryFolder()
        do {
            let journal = try Journal(folder: folder.path)
            for number in 1...300 {
                try journal.append(.note("\(number) " + String(repeating: "x", count: 300)))
            }
        }
        let whole = try folder.bytes("journal.sqlite")
        var generator = SystemRandomNumberGenerator()
        var found = 0
        for _ in 0..<30 {
            var damaged = whole
            let start = Int.random(in: 12_288..<(damaged.count - 600), using: &generator)
            for offset in 0..<600 { damaged[start + offset] ^= 0xA5 }
            try folder.write("journal.sqlite", damaged)
            let verification = try? Journal(folder: folder.path, access: .read).verify()
            if case .sound = verification { continue }
            found += 1
        }
        // Bytes of an index or of free space carry no event, so not every flip is damage.
        #expect(found > 15)
    }
}

@Suite struct AnchorTests {
    @Test(arguments: [
        "", "5", "5:", "x:00", "-1:" + String(repeating: "0", count: 64),
        "5:" + String(repeating: "g", count: 64),
    ])
    func `what is not an anchor is refused`(text: String) {
        #expect(Anchor(text) == nil)
    }
}

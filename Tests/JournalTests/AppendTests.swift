import Foundation
import GRDB
import Journal
import StudioModel
import Testing

@Suite struct AppendTests {
    @Test func `events come back in order, as they were appended`() throws {
        let folder = try TemporaryFolder()
        let clock = HandClock()
        let journal = try Journal(folder: folder.path, clock: clock.clock)
        let events: [StudioEvent] = [
            .showStarted(show: "s1", studio: "demo"), .phaseChanged(phase: .live, output: nil, by: "王"),
            .note("引号 \" and \\ and \u{1F600}"),
        ]
        try journal.append(events)
        let entries = try Journal(folder: folder.path).entries().entries
        #expect(entries.map(\.event) == events)
        #expect(entries.map(\.sequence) == [1, 2, 3])
        #expect(entries.allSatisfy { $0.at == clock.wall })
    }

    @Test func `nobody can change, delete or slip in an event through SQL`() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(folder: folder.path)
        try journal.append([.note("1"), .note("2")])
        let other = try DatabaseQueue(path: journal.path)
        for sql in [
            "UPDATE event SET wall = 0", "DELETE FROM event WHERE sequence = 2",
            "INSERT INTO event SELECT 9, version, wall, monotonic, boot, process, show, incident, kind, body, previous, hash FROM event LIMIT 1",
            "INSERT OR REPLACE INTO event SELECT * FROM event WHERE sequence = 1",
        ] {
            #expect(throws: DatabaseError.self) { try other.write { try $0.execute(sql: sql) } }
        }
        #expect(try journal.entries().entries.count == 2)
    }

    @Test func `a commit is on the disk when append returns`() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(folder: folder.path)
        let (synchronous, mode) = try journal.settings()
        #expect(synchronous == 2)
        #expect(mode == "wal")
    }

    @Test func `four writers at once make one unbroken chain`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let journal = try Journal(folder: path)
                    for number in 0..<50 { try journal.append(.note("\(writer) \(number)")) }
                }
            }
            try await group.waitForAll()
        }
        let journal = try Journal(folder: path)
        #expect(try journal.entries().entries.count == 200)
        #expect(try journal.verify() == .sound(try journal.anchor()))
    }

    @Test func `a change by another connection is noticed, an own one is not`() throws {
        let folder = try TemporaryFolder()
        let (ours, theirs) = (try Journal(folder: folder.path), try Journal(folder: folder.path))
        #expect(try ours.hasChanged())
        #expect(try !ours.hasChanged())
        try ours.append(.note("ours"))
        #expect(try !ours.hasChanged())
        try theirs.append(.note("theirs"))
        #expect(try ours.hasChanged())
        let page = try ours.entries(after: 1)
        #expect(page.entries.map(\.event) == [.note("theirs")])
        #expect(page.last == 2)
    }

    @Test func `an event of a later version is counted, and the rest is read`() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(folder: folder.path)
        try journal.append(.note("1"))
        try DatabaseQueue(path: journal.path).write { database in
            try database.execute(
                sql: """
                    INSERT INTO event SELECT 2, version, wall, monotonic, boot, process, show, incident,
                    'lightsDimmed', CAST('{"lightsDimmed":{"to":3}}' AS BLOB), hash, hash FROM event
                    """)
        }
        try journal.append(.note("3"))
        let page = try journal.entries()
        #expect(page.entries.map(\.event) == [.note("1"), .note("3")])
        #expect(page.unknown == ["lightsDimmed": 1])
        #expect(page.last == 3)
    }
}

@Suite struct ShowListingTests {
    @Test func `a show that was never ended is still open after the program died`() throws {
        let folder = try TemporaryFolder()
        try Journal(folder: folder.path).append(.showStarted(show: "s1", studio: "demo"))
        let journal = try Journal(folder: folder.path)
        #expect(try journal.openShow()?.show == "s1")
        let output = try #require(Subject(rawValue: "output/main"))
        try journal.append(.phaseChanged(phase: .end, output: output, by: "a"))
        #expect(try journal.openShow()?.show == "s1", "one output's end does not end the show")
        try journal.append(.phaseChanged(phase: .end, output: nil, by: "a"))
        #expect(try journal.openShow() == nil)
        #expect(try journal.newestShow()?.show == "s1")
    }

    @Test func `events belong to the open show, and a signature made before it to its preparation`() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(folder: folder.path)
        let other = try Journal(folder: folder.path)
        let signed = { (item: String) in
            StudioEvent.signed(Signature(item: item, by: "a", at: WallTime(milliseconds: 0)))
        }
        try journal.append([
            .showStarted(show: "s1", studio: "demo"), .phaseChanged(phase: .end, output: nil, by: "a"),
        ])
        try other.append([signed("for s2"), .watchStarted(process: 1, boot: "b")])
        try journal.append([.showStarted(show: "s2", studio: "demo"), signed("in s2")])
        try other.append(.note("also in s2"))
        try other.append(signed("late for s1"), show: "s1")
        try journal.append(.note("still s2"))
        #expect(
            try journal.entries(ofShow: "s2").entries.map(\.event) == [
                signed("for s2"), .showStarted(show: "s2", studio: "demo"), signed("in s2"),
                .note("also in s2"),
                .note("still s2"),
            ])
        #expect(try journal.entries(ofShow: "s1").entries.map(\.event).last == signed("late for s1"))
        #expect(try journal.entries(ofShow: "none").entries.isEmpty)
        #expect(try journal.shows().map(\.show) == ["s2", "s1"])
    }
}

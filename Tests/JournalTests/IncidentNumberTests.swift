import GRDB
import Journal
import StudioModel
import Testing

/// Numbers are what people say to each other: each of a show's incidents has its own.
@Suite struct IncidentNumberTests {
    private func incident(_ number: Int, show: String = "s1") -> StudioEvent {
        let text = LocalizedText(en: "it", zh: "它")
        let wall = WallTime(milliseconds: 1_773_000_000_000)
        return .incidentOpened(
            Incident(
                id: IncidentNumberTests.id(), number: number, show: show, severity: .degraded,
                category: "sound",
                title: text, advice: text, root: nil, startedAt: wall, detectedAt: wall, playbook: nil,
                steps: [],
                evidence: nil))
    }

    private static func id() -> String { "I\(UInt64.random(in: 0...UInt64.max))" }

    private func number(_ entry: JournalEntry?) -> Int? {
        if case .incidentOpened(let incident) = entry?.event { incident.number } else { nil }
    }

    private func numbers(_ journal: Journal) throws -> [Int] {
        try journal.entries().entries.compactMap(number)
    }

    @Test func `incidents that are opened at once by several programs get numbers of their own`() async throws
    {
        let folder = try TemporaryFolder()
        let journals = try (0..<4).map { _ in try Journal(folder: folder.path) }
        await withTaskGroup(of: Void.self) { group in
            for journal in journals {
                group.addTask {
                    for _ in 0..<10 { #expect(throws: Never.self) { try journal.append(incident(1)) } }
                }
            }
        }
        #expect(try numbers(journals[0]) == Array(1...40))
        #expect(try journals[0].verify() == .sound(try journals[0].anchor()))
    }

    @Test func `the entry that comes back bears the number that was given`() throws {
        let folder = try TemporaryFolder()
        let (first, second) = (try Journal(folder: folder.path), try Journal(folder: folder.path))
        try #expect(number(first.append([incident(1)]).first) == 1)
        try #expect(number(second.append([incident(1)]).first) == 2)
        try #expect(first.append([incident(1), incident(1)]).map(number) == [3, 4])
        // One that waited in memory was shown with its number meanwhile.
        try #expect(number(second.append([incident(9)]).first) == 9)
        try #expect(number(first.append([incident(5)]).first) == 10)
        try #expect(number(first.append([incident(1, show: "s2")]).first) == 1)
        try #expect(number(first.append([incident(1)]).first) == 11)
    }

    @Test func `what was not committed takes no number`() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(folder: folder.path, busySeconds: 0.02)
        try journal.append(incident(1))
        try DatabaseQueue(path: journal.path).writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                #expect(throws: JournalError.self) { try journal.append(incident(1)) }
                return .rollback
            }
        }
        try #expect(number(journal.append([incident(1)]).first) == 2)
    }

    @Test func `a journal that was opened with patience can be told to wait less`() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(folder: folder.path)
        try journal.wait(atMost: 0.02)
        try DatabaseQueue(path: journal.path).writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                #expect(throws: JournalError.self) { try journal.append(incident(1)) }
                return .rollback
            }
        }
    }
}

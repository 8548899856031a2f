import Journal
import StudioModel
import Testing

/// What is decided by what the journal holds is decided where nobody else can write.
@Suite struct DecisionTests {
    private struct Refusal: Error {}

    @Test func `whoever decides is told what came meanwhile, of that show alone`() throws {
        let folder = try TemporaryFolder()
        let (first, second) = (try Journal(folder: folder.path), try Journal(folder: folder.path))
        try first.append(.showStarted(show: "s1", studio: "x"), show: "s1")
        let known = try first.entries(ofShow: "s1").last
        try second.append(.noted(incident: "I1", by: "Wei", text: "mine"), show: "s1")
        try second.append(.noted(incident: "I9", by: "Wei", text: "another's"), show: "s2")
        let written = try first.append(show: "s1", after: known) { since in
            #expect(since.map(\.event) == [.noted(incident: "I1", by: "Wei", text: "mine")])
            return [.acknowledged(incident: "I1", by: "Lan")]
        }
        #expect(written.map(\.sequence) == [4])
        #expect(try second.verify() == .sound(try second.anchor()))
    }

    @Test func `a refusal comes out as it is, and nothing is written`() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(folder: folder.path)
        try journal.append(.showStarted(show: "s1", studio: "x"), show: "s1")
        #expect(throws: Refusal.self) { try journal.append(show: "s1", after: 0) { _ in throw Refusal() } }
        #expect(try journal.entries().entries.count == 1)
        #expect(throws: Never.self) {
            try journal.append(.acknowledged(incident: "I1", by: "Lan"), show: "s1")
        }
    }

    @Test func `of many who decide at once each knows of all before`() async throws {
        let folder = try TemporaryFolder()
        let journals = try (0..<4).map { _ in try Journal(folder: folder.path) }
        try journals[0].append(.showStarted(show: "s1", studio: "x"), show: "s1")
        await withTaskGroup(of: Void.self) { group in
            for journal in journals {
                group.addTask {
                    // Only one may take it.
                    _ = try? journal.append(show: "s1", after: 0) { since in
                        let isTaken = since.contains {
                            if case .acknowledged = $0.event { true } else { false }
                        }
                        return isTaken ? [] : [.acknowledged(incident: "I1", by: "Lan")]
                    }
                }
            }
        }
        #expect(try journals[0].entries().entries.count == 2)
    }
}

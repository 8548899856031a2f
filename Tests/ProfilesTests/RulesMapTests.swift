import Foundation
import Profiles
import StudioModel
import Testing

/// `docs/rules-map.md` against `profiles/rules`.
@Suite struct RulesMapTests {
    private struct Row {
        var rule: String
        var family: String
        var metrics: [String]
        var shipped: Bool
        var from: [String]
    }

    private func rows() throws -> [Row] {
        try Repository.text("docs/rules-map.md").split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 8, cells[1].contains("."), !cells[1].hasPrefix("-") else { return nil }
            let list = { (cell: String) in cell == "—" ? [] : RulesMapTests.items(cell) }
            return Row(
                rule: cells[1], family: cells[2], metrics: list(cells[3]), shipped: cells[4] == "shipped",
                from: list(cells[5]))
        }
    }

    /// Commas inside brackets separate nothing.
    private static func items(_ cell: String) -> [String] {
        var items = [""]
        var depth = 0
        for character in cell {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 {
                items.append("")
            } else {
                items[items.count - 1].append(character)
            }
        }
        return items.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test func `every rule that is marked shipped is shipped, and no other`() throws {
        let marked = Set(try rows().filter(\.shipped).map(\.rule))
        let shipped = Set(try Repository.library().rules.map(\.id))
        #expect(marked.subtracting(shipped).sorted() == [])
        #expect(shipped.subtracting(marked).sorted() == [])
    }

    @Test func `the map names the family and the metrics that the rule reads`() throws {
        let rows = Dictionary(uniqueKeysWithValues: try rows().map { ($0.rule, $0) })
        for rule in try Repository.library().rules {
            let row = try #require(rows[rule.id])
            #expect(row.family == rule.family, "\(rule.id)")
            #expect(row.metrics.sorted() == rule.metrics.map(\.rawValue).sorted(), "\(rule.id)")
        }
    }

    @Test func `no rule stands in two rows, and no collected id has two rules`() throws {
        let rows = try rows()
        #expect(rows.count > 150)
        #expect(Set(rows.map(\.rule)).count == rows.count)
        let from = rows.flatMap(\.from)
        #expect(Dictionary(grouping: from) { $0 }.filter { $1.count > 1 }.keys.sorted() == [])
    }
}

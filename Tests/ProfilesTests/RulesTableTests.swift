import Foundation
import Profiles
import StudioModel
import Testing

@Suite struct RulesTableTests {
    @Test func `docs/rules.md is what the shipped rules generate`() throws {
        let page = RulesTable.markdown(try Repository.library().rules)
        if ProcessInfo.processInfo.environment["ONAIR_WRITE_DOCS"] != nil {
            try page.write(toFile: "\(Repository.root)/docs/rules.md", atomically: true, encoding: .utf8)
        }
        #expect(
            try Repository.text("docs/rules.md") == page,
            "ONAIR_WRITE_DOCS=1 swift test --filter RulesTableTests")
    }

    @Test func `a bar in a text does not end its cell`() {
        let rule = Rule(
            id: "a.b", family: "a", warn: Rule.Level(when: ["a.c": Limit(.greater, 1)], hold: 0.3),
            title: LocalizedText(en: "A|B", zh: "甲"), advice: LocalizedText(en: "x", zh: "y"), source: "s")
        let page = RulesTable.markdown([rule])
        #expect(
            page.contains(
                "| `a.b` | A\\|B 甲 | a.c > 1 for 300ms |  |  | check, rehearse, live | degraded |  |  | s |"))
    }
}

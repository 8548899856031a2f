import Profiles
import StudioModel
import Testing

/// Everything under `profiles/` is read whole.
@Suite struct ShippedTests {
    @Test func `every shipped rule and playbook reads without a complaint`() throws {
        let library = try Repository.loader.library()
        #expect(library.rules.count > 60)
        #expect(library.playbooks.map(\.id) == (1...15).map { "P\($0)" })
    }

    @Test func `a rule's id begins with a word of its family`() throws {
        for rule in try Repository.loader.library().rules {
            let word = rule.id.prefix { $0 != "." }
            #expect(word == rule.family || (word == "picture" && rule.family == "camera"), "\(rule.id)")
        }
    }

    @Test func `every rule says what to do, in two languages, and where its number is from`() throws {
        for rule in try Repository.loader.library().rules {
            #expect(rule.title.en != rule.title.zh && rule.advice.en != rule.advice.zh, "\(rule.id)")
            #expect(rule.advice.en.count > 30 && !rule.source.isEmpty, "\(rule.id)")
        }
    }

    @Test func `rules that judge a metric of the subject yield to the loss of its probe`() throws {
        let unexplained = try Repository.loader.library().rules
            .filter { $0.family != "probe" && !$0.phases.isEmpty && !$0.yieldsTo.contains("probe.lost") }
        #expect(unexplained.map(\.id) == [])
    }
}

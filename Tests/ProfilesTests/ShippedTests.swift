import Profiles
import StudioModel
import Testing

/// Everything under `profiles/` is read whole.
@Suite struct ShippedTests {
    @Test func `every shipped rule and playbook reads without a complaint`() throws {
        let library = try Repository.library()
        #expect(library.rules.count > 60)
        #expect(library.playbooks.map(\.id) == (1...15).map { "P\($0)" })
    }

    @Test func `a rule's id begins with a word of its family`() throws {
        for rule in try Repository.library().rules {
            let word = rule.id.prefix { $0 != "." }
            #expect(
                word == rule.family || (["picture", "light"].contains(word) && rule.family == "camera"),
                "\(rule.id)")
        }
    }

    @Test func `every rule says what to do, in two languages, and where its number is from`() throws {
        for rule in try Repository.library().rules {
            #expect(rule.title.en != rule.title.zh && rule.advice.en != rule.advice.zh, "\(rule.id)")
            #expect(rule.advice.en.count > 30 && !rule.source.isEmpty, "\(rule.id)")
        }
    }

    @Test func `rules that judge a metric of the subject yield to the loss of its probe`() throws {
        let unexplained = try Repository.library().rules
            .filter {
                !["probe", "desk"].contains($0.family) && !$0.phases.isEmpty
                    && !$0.yieldsTo.contains("probe.lost")
            }
        #expect(unexplained.map(\.id) == [])
    }

    @Test func `every shipped studio reads without a complaint`() throws {
        #expect(try Repository.loader.studios() == ["apparel-live", "demo", "promotion-24h"])
        for name in try Repository.loader.studios() {
            let studio = try Repository.studio(name)
            #expect(studio.name == name)
            #expect(studio.subjects.contains { $0.subject.family == "output" })
        }
    }

    @Test func `the promotion day has its six time nodes`() throws {
        let studio = try Repository.loader.studio(at: "\(Repository.profiles)/studios/promotion-24h.yaml")
        let nodes = ["D 00:00", "D 03:00", "D 09:00", "D 14:00", "D 18:00", "D 22:00"].map { DueTime($0) }
        #expect(nodes.allSatisfy { node in studio.rundown.contains { $0.at == node } })
    }

    @Test func `the output of every shipped studio depends on its uplink and its microphone`() throws {
        for name in try Repository.loader.studios() {
            let studio = try Repository.studio(name)
            let output = try #require(studio.subjects.first { $0.subject.family == "output" })
            #expect(Set(output.dependsOn.map(\.family)).isSuperset(of: ["uplink", "microphone"]))
        }
    }
}

import Profiles
import StudioModel
import Testing

/// How a profile changes what is shipped.
@Suite struct OverrideTests {
    private let library: ProfileLibrary

    init() throws {
        library = try Repository.library()
    }

    private func rules(_ yaml: String) throws -> [Rule] {
        try Repository.loader.studio(text: "name: a\nrules:\n" + yaml, file: "a.yaml", library: library).rules
    }

    @Test func `a profile that says nothing has every shipped rule and playbook`() throws {
        let studio = try Repository.loader.studio(text: "name: a\n", file: "a.yaml", library: library)
        #expect(studio.rules == library.rules)
        #expect(studio.playbooks == library.playbooks)
        #expect(studio.roles == Role.standard)
    }

    @Test func `an override changes what it names and keeps the rest`() throws {
        let rules = try rules(
            "  override:\n    - { id: output.silent, fail: { hold: 5s }, severity: off-air }\n")
        let rule = try #require(rules.first { $0.id == "output.silent" })
        let shipped = try #require(library.rule("output.silent"))
        #expect(rule.fail == Rule.Level(when: try #require(shipped.fail).when, hold: 5))
        #expect(rule.warn == shipped.warn && rule.title == shipped.title && rule.severity == .offAir)
    }

    @Test func `a number that the studio set no longer claims the shipped number's origin`() throws {
        let rules = try rules("  override:\n    - { id: output.silent, fail: { hold: 5s } }\n")
        #expect(rules.first { $0.id == "output.silent" }?.source == "set by this studio's profile")
    }

    @Test func `null takes a level away`() throws {
        let rules = try rules("  override:\n    - { id: output.silent, warn: null }\n")
        #expect(rules.first { $0.id == "output.silent" }.map { $0.warn == nil && $0.fail != nil } == true)
    }

    @Test func `a disabled rule is gone, and what yields to it still reads`() throws {
        let rules = try rules("  disable:\n    - { id: microphone.muted, reason: we mute on purpose }\n")
        #expect(!rules.contains { $0.id == "microphone.muted" })
        #expect(rules.count == library.rules.count - 1)
    }

    @Test func `included families are the only ones`() throws {
        #expect(Set(try rules("  include: [camera, probe]\n").map(\.family)) == ["camera", "probe"])
    }

    @Test func `an added rule takes its family from its id`() throws {
        let rules = try rules(
            "  add:\n    - { id: host.load, fail: { when: { host.load: \"> 4\" } }, title: Load, advice: Wait. }\n"
        )
        #expect(rules.last.map { $0.id == "host.load" && $0.family == "host" } == true)
    }

    @Test(arguments: [("300ms", 0.3), ("2s", 2), ("0.5s", 0.5), ("5min", 300), ("1h", 3600), ("0s", 0)])
    func `a hold is written with its unit`(text: String, seconds: Double) throws {
        let rules = try rules("  override:\n    - { id: output.silent, clear: \(text) }\n")
        #expect(rules.first { $0.id == "output.silent" }?.clear == seconds)
    }

    @Test func `a number that looks like a serial stays a text`() throws {
        let yaml = """
            name: a
            subjects:
              - subject: camera/host
                match: { serial: 00123, other: 123456789012345678901, port: 5, rate: 29.97, quoted: "5", on: true }
            """
        let studio = try Repository.loader.studio(text: yaml, file: "a.yaml", library: library)
        #expect(
            studio.subjects.first?.match == [
                "serial": "00123", "other": "123456789012345678901", "port": 5, "rate": 29.97, "quoted": "5",
                "on": true,
            ])
    }
}

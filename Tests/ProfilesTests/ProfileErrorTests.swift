import Profiles
import StudioModel
import Testing

/// Every mistake a person makes in a profile, and the line it is answered with.
@Suite struct ProfileErrorTests {
    private static let library = ProfileLibrary(
        rules: [
            Rule(
                id: "camera.fps.low", family: "camera",
                fail: Rule.Level(when: ["camera.fps.delivered": Limit(.less, 10)], hold: 1),
                title: LocalizedText(en: "Slow", zh: "慢"), advice: LocalizedText(en: "Help it.", zh: "处理。"),
                source: "test")
        ],
        playbooks: [
            Playbook(
                id: "P1", title: LocalizedText(en: "Out", zh: "断"), category: "network", severity: .offAir,
                steps: [])
        ])

    private func problems(_ yaml: String) -> [String] {
        do throws(ProfileError) {
            _ = try ProfileLoader(root: "/nowhere").studio(text: yaml, file: "s.yaml", library: Self.library)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test(arguments: [
        (
            "name: a\nsubjetcs: []\n",
            "s.yaml:2:1: unknown key “subjetcs” in the file; did you mean “subjects”?"
        ),
        (
            "name: a\nfavourite-colour: red\n",
            "s.yaml:2:1: unknown key “favourite-colour” in the file; known keys are name, title, show, roles, people, subjects, attested, playbooks, rundown, rules"
        ),
        ("title: A\n", "s.yaml:1:1: the file has no “name”; give it a word, as in apparel-live"),
        (
            "name: Studio A\n",
            "s.yaml:1:7: “name” must be a word; use small letters, digits and dashes; the journal's folder has this name"
        ),
        (
            "- a\n",
            "s.yaml:1:1: the file must be a mapping of name, title, show …; write `key: value` lines under it"
        ),
        ("name: a\npeople: Wei\n", "s.yaml:2:9: “people” must be a list; write one `- item` a line under it"),
        (
            "name: a\nshow: { hours: four }\n",
            "s.yaml:2:16: “show.hours” must be a number; write digits, as in 4 or 0.5"
        ),
        (
            "name: a\nshow: { hours: 0 }\n",
            "s.yaml:2:16: “show.hours” must be at least 0.01; write a larger number"
        ),
        (
            "name: a\nshow: { on-air: tonight }\n",
            "s.yaml:2:17: “show.on-air” must be a time with its offset; write 2026-11-11T20:00:00+08:00"
        ),
        (
            "name: a\npeople:\n  - { name: Wei, roles: [tecnician] }\n",
            "s.yaml:3:26: there is no role “tecnician”; did you mean “technician”?"
        ),
        (
            "name: a\nsubjects:\n  - subject: Camera\n",
            "s.yaml:3:14: “subjects[1].subject” must be a subject; write family/name in small letters, as in camera/host"
        ),
        (
            "name: a\nsubjects:\n  - subject: output/main\n    depends-on: [uplink/mian]\n  - subject: uplink/main\n",
            "s.yaml:4:18: there is no subject “uplink/mian”; did you mean “uplink/main”?"
        ),
        (
            "name: a\nsubjects:\n  - subject: output/a\n    depends-on: [uplink/b]\n  - subject: uplink/b\n    depends-on: [output/a]\n",
            "s.yaml:3:5: depends-on runs in a circle: output/a → uplink/b → output/a; remove one of these"
        ),
        (
            "name: a\nsubjects:\n  - subject: host/a\n  - subject: host/a\n",
            "s.yaml:4:5: the subject “host/a” stands already in line 3; keep one of them"
        ),
        ("name: a\nplaybooks: [P01]\n", "s.yaml:2:13: there is no playbook “P01”; did you mean “P1”?"),
        (
            "name: a\nattested:\n  - { id: x, title: X, owner: host, due: soon }\n",
            "s.yaml:3:42: “attested[1].due” must be a due time; write T-60min, E+1d, D-2 or D 09:00"
        ),
        (
            "name: a\nrules:\n  override:\n    - id: camera.fps.lwo\n",
            "s.yaml:4:11: there is no rule “camera.fps.lwo”; did you mean “camera.fps.low”?"
        ),
        (
            "name: a\nrules:\n  override:\n    - id: camera.fps.low\n      fail: { hold: 5 }\n",
            "s.yaml:5:21: “rules.override[1].fail.hold” must be a time with its unit; write 300ms, 2s, 5min or 1h"
        ),
        (
            "name: a\nrules:\n  override:\n    - id: camera.fps.low\n      fail: { when: { camera.fps.delivered: 10 } }\n",
            "s.yaml:5:45: “rules.override[1].fail.when.camera.fps.delivered” is not a limit; write a comparison in quotes, as in \"< 0.98\", \"== true\" or \"< 0.8 * profile.bitrate\""
        ),
        (
            "name: a\nrules:\n  override:\n    - id: camera.fps.low\n      severity: off-iar\n",
            "s.yaml:5:17: “rules.override[1].severity” cannot be “off-iar”; did you mean “off-air”?"
        ),
        (
            "name: a\nrules:\n  disable:\n    - id: camera.fps.low\n",
            "s.yaml:4:7: “rules.disable[1]” has no “reason”; say why; the next person will ask"
        ),
        (
            "name: a\nrules:\n  add:\n    - id: camera.a\n      title: A\n      advice: Do.\n",
            "s.yaml:4:7: rule “camera.a” has no “fail”; give it a warn, a fail or a drift level"
        ),
        (
            "name: a\nrules:\n  override:\n    - id: camera.fps.low\n      yields-to: [camera.fps.low]\n",
            "s.yaml:4:7: yields-to runs in a circle: camera.fps.low → camera.fps.low; remove one of these"
        ),
        ("name: a\nname: b\n", "s.yaml:1:1: the key “name” is written twice here; keep one of them"),
        (
            "name: [a\n",
            "s.yaml:2:1: not YAML: did not find expected ',' or ']'; check the indentation and the quotes around it"
        ),
        (
            "",
            "s.yaml: the file is empty; start from profiles/studios/demo.yaml, or write a profile with `onair learn`"
        ),
        (
            "# nothing\n",
            "s.yaml: the file is empty; start from profiles/studios/demo.yaml, or write a profile with `onair learn`"
        ),
    ])
    func `a mistake is answered with its place, what was expected and the next step`(
        yaml: String, answer: String
    ) {
        #expect(problems(yaml) == [answer])
    }

    @Test func `all mistakes of a file are said at once, in the order of the file`() {
        let yaml = """
            name: a
            show: { hours: four, hrs: 4 }
            people:
              - { name: Wei, roles: [hots] }
            attested:
              - { id: x, title: X, owner: host, due: soon }
            """
        #expect(
            problems(yaml).map { $0.prefix { $0 != " " } } == [
                "s.yaml:2:16:", "s.yaml:2:22:", "s.yaml:4:26:", "s.yaml:6:42:",
            ])
    }

    @Test func `what stands where a secret's reference belongs is not repeated`() {
        let yaml = "name: a\nsubjects:\n  - subject: output/a\n    secrets: { url: rtmp://x/live/key123 }\n"
        #expect(problems(yaml).count == 1)
        #expect(problems(yaml).allSatisfy { !$0.contains("key123") && $0.contains("env:NAME or file:PATH") })
    }

    @Test func `a control character is a mistake in its line`() {
        #expect(problems("name: a\ntitle: b\u{1}c\n").map { $0.hasPrefix("s.yaml:2:") } == [true])
    }

    @Test func `deep nesting is a mistake, not a crash`() {
        #expect(problems("name: " + String(repeating: "[", count: 50_000)).count == 1)
    }
}

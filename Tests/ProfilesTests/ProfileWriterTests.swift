import Profiles
import StudioModel
import Testing

/// What is written is read back as the same studio.
@Suite struct ProfileWriterTests {
    private let library: ProfileLibrary

    init() throws {
        library = try Repository.library()
    }

    private func readBack(_ studio: Studio) throws -> Studio {
        let text = ProfileWriter(library: library).yaml(studio)
        return try Repository.loader.studio(text: text, file: "written.yaml", library: library)
    }

    /// Everything that a profile can say, with texts that YAML could take for something else.
    private var everything: Studio {
        let hard = LocalizedText(
            en: "A \"quoted\" \\ line\nand # another: one", zh: "真: {假}, [零] \u{2028}😀\u{FEFF}")
        var studio = Studio(
            name: "all", title: hard, roles: Role.standard + [Role(id: "gaffer", title: hard)],
            people: [Person(name: "true", roles: ["host", "gaffer"]), Person(name: "小李", roles: [])],
            playbooks: library.playbooks, rules: library.rules,
            show: ShowPlan(hours: 1.0 / 3, onAir: WallTime("2026-11-11T20:00:00+08:00")))
        studio.subjects = ["camera/host", "output/main"].compactMap { Subject(rawValue: $0) }.map {
            WatchedSubject(subject: $0)
        }
        studio.subjects[0].title = LocalizedText(en: "主机位", zh: "主机位")
        studio.subjects[0].match = [
            "serial": "00123", "bus path": "1-2: #3", "port": 5, "plain": "null", "é": "on",
        ]
        studio.subjects[0].expect = ["fps": 29.97, "wide": true, "tiny": 1e-9, "big": 12_345_678_901]
        studio.subjects[0].baseline = ["luma": .number(0.1 + 0.2), "word": "12"]
        studio.subjects[1].dependsOn = [studio.subjects[0].subject]
        studio.subjects[1].secrets = ["url": .file("~/a b.url"), "password": .environment("PW")]
        studio.subjects[1].spare = true
        studio.attested = [
            AttestedItem(
                id: "A1.7", title: hard, owner: "gaffer", due: .day(offset: -2, minute: nil), photo: true,
                source: "x")
        ]
        studio.rundown = [Cue(id: "1", at: .end(minutes: 1440), title: hard, owner: "host")]
        return studio
    }

    @Test func `a studio with everything in it reads back equal`() throws {
        #expect(try readBack(everything) == everything)
    }

    @Test func `an empty studio reads back equal`() throws {
        var studio = Studio(
            name: "empty", title: LocalizedText(en: "empty", zh: "empty"), roles: Role.standard)
        studio.playbooks = library.playbooks
        studio.rules = library.rules
        #expect(try readBack(studio) == studio)
        studio.playbooks = []
        studio.rules = []
        #expect(try readBack(studio) == studio)
    }

    @Test func `every shipped studio reads back equal`() throws {
        for name in try Repository.loader.studios() {
            let studio = try Repository.studio(name)
            #expect(try readBack(studio) == studio)
        }
    }

    @Test func `changed, added and removed rules read back equal`() throws {
        var studio = everything
        studio.rules[0].fail?.hold = 0.35
        studio.rules[1].warn = nil
        studio.rules[1].fail = Rule.Level(when: ["probe.late": Limit(.equal, true)], hold: 90)
        studio.rules[2].window = nil
        studio.rules[3].phases = []
        studio.rules[4].playbook = nil
        studio.rules[4].severity = .notice
        studio.rules[5].warn = Rule.Level(when: ["camera.fps.sensor": Limit(.less, 0.00025)], hold: 1.0 / 3)
        studio.rules[5].yieldsTo = []
        studio.rules.remove(at: 6)
        studio.rules.append(
            Rule(
                id: "camera.rtt.drift", family: "camera",
                drift: Rule.Drift(metric: "uplink.rtt", direction: .up, slack: 1, decision: 5.61, learn: 300),
                title: LocalizedText(en: "Drift", zh: "漂移"), advice: LocalizedText(en: "Look.", zh: "查看。"),
                source: ""))
        #expect(try readBack(studio) == studio)
    }

    @Test func `a studio's own playbook reads back equal`() throws {
        var studio = everything
        studio.playbooks.removeFirst(3)
        studio.playbooks.append(
            Playbook(
                id: "X1", title: LocalizedText(en: "Own", zh: "自有"), manual: true, category: "people",
                severity: .notice,
                steps: [
                    Playbook.Step(text: LocalizedText(en: "Do", zh: "做"), owner: "gaffer", due: 90),
                    Playbook.Step(text: LocalizedText(en: "Then", zh: "然后"), owner: "", due: 0.5),
                ]))
        #expect(try readBack(studio) == studio)
    }

    @Test func `the same studio gives the same text`() {
        let writer = ProfileWriter(library: library)
        #expect(writer.yaml(everything) == writer.yaml(everything))
    }

    @Test func `what is as shipped is not written`() {
        let text = ProfileWriter(library: library).yaml(everything)
        #expect(!text.contains("rules:") && !text.contains("playbooks:"))
    }
}

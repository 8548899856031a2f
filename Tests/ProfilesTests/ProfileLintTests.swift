import Profiles
import StudioModel
import Testing

@Suite struct ProfileLintTests {
    private let text = LocalizedText(en: "Something", zh: "某事")

    private func rule(
        _ id: String, _ metric: Metric = "camera.fps.delivered", _ limit: Limit = Limit(.less, 1)
    ) -> Rule {
        Rule(
            id: id, family: "camera", fail: Rule.Level(when: [metric: limit]), title: text, advice: text,
            source: "test")
    }

    private func studio(_ rules: [Rule]) -> Studio {
        Studio(
            name: "a", title: text, roles: Role.standard,
            people: [Person(name: "Lin", roles: ["technician", "lead"])],
            subjects: [Subject(rawValue: "camera/host")].compactMap { $0 }.map {
                WatchedSubject(subject: $0)
            }, rules: rules)
    }

    private func remarks(_ studio: Studio, catalogue: [Metric: String] = ["camera.fps.delivered": "Hz"])
        -> [String]
    {
        ProfileLint(catalogue: catalogue, library: ProfileLibrary()).remarks(on: studio).map(\.description)
    }

    @Test func `a studio in order has no remarks`() {
        #expect(remarks(studio([rule("camera.a")])) == [])
    }

    @Test func `a metric that no probe measures is an error, with the nearest`() {
        #expect(
            remarks(studio([rule("camera.a", "camera.fps.deliverd")])) == [
                "error: rule camera.a: no probe measures “camera.fps.deliverd”; did you mean “camera.fps.delivered”?"
            ])
    }

    private let probe = ProbeKeys(
        families: ["camera"], match: ["serial", "node"], expect: ["format", "control.*"], secrets: [])

    private func remarks(
        match: [String: Value] = [:], expect: [String: Value] = [:], family: String = "camera"
    ) -> [String] {
        var odd = studio([
            rule("camera.a", "camera.fps.delivered", Limit("< 0.9 * profile.fps") ?? Limit(.less, 1))
        ])
        odd.subjects = [Subject(rawValue: "\(family)/host")].compactMap { $0 }.map {
            WatchedSubject(subject: $0, match: match, expect: expect)
        }
        return ProfileLint(catalogue: [:], library: ProfileLibrary(), probes: [probe]).remarks(on: odd)
            .filter { $0.kind == .error }.map(\.description)
    }

    @Test func `a key that nothing reads is an error, with the nearest`() {
        #expect(
            remarks(match: ["serail": "A1"], expect: ["fsp": 30, "format": "MJPG"]) == [
                "error: subject camera/host: nothing reads “serail” of match:; did you mean “serial”?",
                "error: subject camera/host: nothing reads “fsp” of expect:; did you mean “fps”?",
            ])
        #expect(remarks(match: ["serial": "A1"], expect: ["fps": 30]) == [])
    }

    @Test func `a beginning of keys that a probe reads stands for all of them, and not for itself`() {
        #expect(remarks(expect: ["control.brightness": 128]) == [])
        #expect(remarks(expect: ["control.": 1, "controls": 1]).count == 2)
    }

    @Test func `a family that no probe reads is an error, with the nearest`() {
        #expect(
            remarks(family: "camara") == [
                "error: subject camara/host: no probe reads the family “camara”; did you mean “camera”?"
            ])
    }

    @Test func `a word where a rule reckons with a number is an error`() {
        #expect(
            remarks(expect: ["fps": "fast"]) == [
                "error: subject camera/host: “fps” of expect: is no number; write digits, as in 4500000"
            ])
    }

    @Test func `without a catalogue no metric is judged`() {
        #expect(remarks(studio([rule("camera.a", "camera.anything")]), catalogue: [:]) == [])
    }

    @Test func `a circle in yields-to is an error`() {
        var first = rule("camera.a")
        var second = rule("camera.b")
        first.yieldsTo = ["camera.b"]
        second.yieldsTo = ["camera.a"]
        #expect(
            remarks(studio([first, second])) == [
                "error: rule camera.a: yields-to runs in a circle: camera.a → camera.b → camera.a; remove one of these"
            ])
    }

    @Test func `yielding to a rule that is none is an error, to one left out is not`() {
        var first = rule("camera.a")
        first.yieldsTo = ["camera.b"]
        #expect(
            remarks(studio([first])) == [
                "error: rule camera.a: it yields to “camera.b”, which is no rule; did you mean “camera.a”?"
            ])
        let library = ProfileLibrary(rules: [rule("camera.b")])
        #expect(ProfileLint(catalogue: [:], library: library).remarks(on: studio([first])) == [])
    }

    @Test func `a text in one language only is a warning`() {
        var english = rule("camera.a")
        english.title = LocalizedText(en: "Slow", zh: "Slow")
        english.advice = LocalizedText(en: "处理", zh: "处理")
        #expect(
            remarks(studio([english])) == [
                "warning: rule camera.a: its title has no Chinese; write { en: \"…\", zh: \"…\" }",
                "warning: rule camera.a: its advice has no English; write { en: \"…\", zh: \"…\" }",
            ])
    }

    @Test func `a number without an origin is a warning`() {
        var origin = rule("camera.a")
        origin.source = ""
        #expect(
            remarks(studio([origin])) == [
                "warning: rule camera.a: its numbers have no source; say where they come from under source:"
            ])
    }

    @Test func `a limit that no subject resolves is a note`() {
        let limit = Limit(.less, .reference(scope: .profile, key: "fps", factor: 1, offset: 0))
        var studio = studio([rule("camera.a", "camera.fps.delivered", limit)])
        #expect(
            remarks(studio) == [
                "note: rule camera.a: no camera says profile.fps, so it is not judged; set it under expect: of the subject"
            ])
        studio.subjects[0].expect["fps"] = 30
        #expect(remarks(studio) == [])
    }

    @Test func `a role that nobody holds is a warning that says who is asked`() {
        var studio = studio([])
        studio.attested = [AttestedItem(id: "x", title: text, owner: "audio", due: .onAir(minutes: 0))]
        #expect(
            remarks(studio) == [
                "warning: role audio: nobody holds it; Lin is asked in its place; staff it under people:"
            ])
        studio.people = []
        #expect(
            remarks(studio) == [
                "warning: role audio: nobody holds it; name at least a technician and a lead under people:"
            ])
    }

    @Test func `a step without an owner is a warning`() {
        var studio = studio([])
        studio.playbooks = [
            Playbook(
                id: "P1", title: text, category: "network", severity: .offAir,
                steps: [Playbook.Step(text: text, owner: "", due: 1)])
        ]
        #expect(
            remarks(studio) == [
                "warning: playbook P1: step 1 has no owner; name a role; until then it is the technician's"
            ])
    }

    @Test(arguments: [
        "rtmp://push.example.com/live/key123", "srt://h:9?streamid=key123", "http://me:key123@h/",
    ])
    func `a stream's address with a key is a warning that does not repeat it`(address: String) {
        var studio = studio([])
        studio.subjects[0].match["url"] = .text(address)
        #expect(remarks(studio).count == 1)
        #expect(remarks(studio).allSatisfy { !$0.contains("key123") })
    }

    @Test func `errors come before warnings, and those before notes`() {
        let limit = Limit(.less, .reference(scope: .baseline, key: "gain", factor: 1, offset: 0))
        var first = rule("camera.a", "camera.other", limit)
        first.source = ""
        #expect(remarks(studio([first])).map { $0.prefix { $0 != ":" } } == ["error", "warning", "note"])
    }

    @Test func `the shipped studios have no errors and no warnings`() throws {
        let library = try Repository.library()
        for name in try Repository.loader.studios() {
            let studio = try Repository.studio(name)
            let remarks = ProfileLint(catalogue: [:], library: library).remarks(on: studio).filter {
                $0.kind != .note
            }
            // The demo is staffed by one person on purpose.
            #expect(
                remarks.filter { !(name == "demo" && $0.about.hasPrefix("role ")) }.map(\.description) == [])
        }
    }
}

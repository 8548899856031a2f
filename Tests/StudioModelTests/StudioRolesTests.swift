import StudioModel
import Testing

@Suite struct StudioRolesTests {
    private func studio(_ people: [Person]) -> Studio {
        Studio(
            name: "small", title: LocalizedText(en: "Small", zh: "小"), roles: Role.standard, people: people)
    }

    private let crew = [
        Person(name: "Wei", roles: ["host"]),
        Person(name: "Lin", roles: ["technician", "audio"]),
        Person(name: "Zhao", roles: ["lead"]),
    ]

    @Test func `who holds a role does its work`() {
        #expect(studio(crew).person(for: "host")?.name == "Wei")
    }

    @Test func `one person may hold several roles`() {
        #expect(studio(crew).person(for: "audio")?.name == "Lin")
        #expect(studio(crew).person(for: "technician")?.name == "Lin")
    }

    @Test func `a role that nobody holds falls to the technician`() {
        #expect(studio(crew).person(for: "lighting")?.name == "Lin")
        #expect(studio(crew).person(for: "")?.name == "Lin")
    }

    @Test func `without a technician the project lead is asked`() {
        #expect(studio([Person(name: "Zhao", roles: ["lead"])]).person(for: "audio")?.name == "Zhao")
    }

    @Test func `with nobody at all, nobody is asked`() {
        #expect(studio([]).person(for: "audio") == nil)
        #expect(studio([Person(name: "Wei", roles: ["host"])]).escalation(for: "audio").isEmpty)
    }

    @Test func `escalation goes by the technician and ends at the project lead`() {
        #expect(studio(crew).escalation(for: "host").map(\.name) == ["Wei", "Lin", "Zhao"])
    }

    @Test func `escalation never asks the same person twice`() {
        #expect(studio(crew).escalation(for: "audio").map(\.name) == ["Lin", "Zhao"])
        let alone = studio([Person(name: "Lin", roles: ["host", "technician", "lead"])])
        #expect(alone.escalation(for: "host").map(\.name) == ["Lin"])
    }

    @Test func `everybody who shares a role is asked before it goes on`() {
        let shared = studio(crew + [Person(name: "Sun", roles: ["host"])])
        #expect(shared.escalation(for: "host").map(\.name) == ["Wei", "Sun", "Lin", "Zhao"])
    }

    @Test func `a role has its name, and one that is not known has its id`() {
        #expect(studio([]).title(of: "technician").zh == "技术支持")
        #expect(studio([]).title(of: "gaffer").en == "gaffer")
    }

    @Test func `standard roles are each there once`() {
        #expect(Set(Role.standard.map(\.id)).count == Role.standard.count)
    }
}

@Suite struct SecretTests {
    private let secret = Secret("live_8d1f")

    @Test func `a secret prints as dots, however it is printed`() {
        var dumped = ""
        dump(secret, to: &dumped)
        #expect("\(secret)" == "•••")
        #expect(String(reflecting: secret) == "•••")
        #expect("\([secret])" == "[•••]")
        #expect(!dumped.contains("live_8d1f"))
    }

    @Test(arguments: [
        ("rtmp://a/app/live_8d1f?x", "rtmp://a/app/•••?x"), ("live_8d1flive_8d1f", "••••••"),
        ("nothing", "nothing"),
    ])
    func `it is taken out of a library's words`(line: String, clean: String) {
        #expect(secret.redacted(from: line) == clean)
    }

    @Test func `an empty secret takes nothing out`() {
        #expect(Secret("").redacted(from: "abc") == "abc")
    }
}

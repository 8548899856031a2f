import TestSupport
import Testing

/// Every complaint in the language of choice.
@Suite(.serialized) struct LanguageTests {
    @Test(
        arguments: [
            ["show", "end"], ["show", "status"], ["incidents", "show", "7"], ["incidents", "raise", "P99"],
            ["sign", "nothing"], ["waive", "nothing", "--by", "Lin", "--until", "1h"],
            ["waive", "host.memory.tested", "--by", "Lin", "--until", "soon"],
            ["waive", "host.memory.tested@host/other", "--by", "Lin", "--until", "1h"],
            ["check", "--only", "moon"],
            ["check", "--seconds", "0"], ["check", "--profile", "none.yaml"], ["check", "--profile", "."],
            ["measure", "none.mp4"], ["measure", "."], ["review"],
            ["show", "live", "--output", "output/none"],
            ["learn", "studio.yaml"], ["learn", "new.yaml", "--name", "Bad Name"],
            ["journal", "verify", "--anchor", "x"],
            ["devices", "--probes", "none", "--data", "none"], ["profile", "lint", "broken.yaml"],
        ])
    func `a complaint is said in Chinese when Chinese is asked for`(words: [String]) async throws {
        let rig = try Rig()
        try rig.scratch.write("broken.yaml", "name: broken\nsubjets: []\nshow: { hours: long }\n")
        let started = words.first == "incidents" || words.first == "journal"
        if started { _ = try await rig.onair(["show", "start"]) }
        let chinese = try await rig.onair(words + ["--lang", "zh"])
        let english = try await rig.onair(words, environment: ["LANG": "en_US.UTF-8"])
        let locale = try await rig.onair(words, environment: ["LANG": "zh_CN.UTF-8"])
        #expect(chinese.errors == locale.errors)
        #expect(chinese.code == english.code)
        if words[0] == "devices" { return }
        #expect((chinese.code ?? 0) >= 64)
        for line in chinese.errors.split(separator: "\n") {
            #expect(line.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(line)")
        }
        #expect(
            !english.errors.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) },
            "\(english.errors)")
    }
}

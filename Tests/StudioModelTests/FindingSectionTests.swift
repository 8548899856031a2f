import StudioModel
import Testing

@Suite struct FindingSectionTests {
    @Test(arguments: [
        ("light.flicker", "camera/host", "light"), ("picture.focus", "camera/host", "camera"),
        ("uplink.rtt", "uplink/main", "uplink"),
    ])
    func `light is a section of its own, all else stands under its family`(
        id: String, subject: String, section: String
    ) {
        let finding = Finding(
            id: id, subject: Subject(rawValue: subject), group: .equipment, verdict: .pass,
            title: LocalizedText(en: "", zh: ""), reason: LocalizedText(en: "", zh: ""))
        #expect(finding.section == section)
    }

    @Test func `what people sign is theirs`() {
        let finding = Finding(
            id: "light.signed", subject: nil, group: .readiness, verdict: .pass,
            title: LocalizedText(en: "", zh: ""), reason: LocalizedText(en: "", zh: ""))
        #expect(finding.section == "people")
    }
}

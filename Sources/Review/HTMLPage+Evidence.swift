import Checklist
import Journal
import FoundationEssentials
import Checklist
import Journal
import StudioModel

/// What was kept of an incident: pictures in the page itself, other files by their place in the state folder.
extension PageWriter {
    func writeEvidence(_ reviewed: ReviewReport.ReviewedIncident, _ card: inout Markup) {
        for evidence in reviewed.evidence {
            card.tag("p", ["class": "small"], text: EvidenceWording.line(evidence, language))
            guard let picture = evidence.picture else { continue }
            card.void(
                "img",
                [
                    "src": "data:image/jpeg;base64," + Data(picture).base64EncodedString(),
                    "alt": evidence.item.subject.rawValue, "style": "max-width:100%;max-height:22rem",
                ])
        }
    }
}

/// One line of evidence, for every kind of page.
enum EvidenceWording {
    static func line(_ evidence: ReviewEvidence, _ language: Language) -> String {
        let item = evidence.item
        let chinese = language == .chinese
        let note = item.note.map { chinese ? "（\(ProbeWords.chinese($0))）" : " (\($0))" } ?? ""
        let kind = "\(kinds[item.kind]?[language] ?? item.kind)\(chinese ? "，" : ", ")\(item.subject)"
        guard let file = item.file, let state = evidence.state else {
            return kind + (chinese ? "：未取得" : ": not to be had") + note
        }
        let fate =
            switch state {
            case .whole: ""
            case .altered: chinese ? "，文件已被改动" : ", the file was altered since"
            case .gone: chinese ? "，文件已清理" : ", the file is gone by now"
            }
        return kind + (chinese ? "：" : ": ") + "evidence/\(file), SHA-256 \(item.sha256.prefix(16))…" + fate
            + note
    }

    private static let kinds: [String: LocalizedText] = [
        "image/jpeg": LocalizedText(en: "Picture", zh: "画面"),
        "audio/wav": LocalizedText(en: "Sound", zh: "声音"),
        "text/plain": LocalizedText(en: "Last words of the probe", zh: "探测程序的最后输出"),
        "application/jsonl": LocalizedText(en: "Readings", zh: "读数"),
    ]
}

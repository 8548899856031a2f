import ArgumentParser
import Glibc
import Journal
import StudioModel

/// `onair sign`: a person signs an attested item.
struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Sign a checklist item: you saw it yourself.")

    @OptionGroup var global: GlobalOptions
    @Option(help: "Who signs: a name or a role of the profile's crew. Default: $ONAIR_PERSON, then $USER.")
    var by: String?
    @Argument(help: "The item's id; without one, the items are listed.") var items: [String] = []
    @Option(help: "A remark kept with the signature.") var note: String?

    func run() throws {
        let surroundings = Surroundings(global)
        let studio = try surroundings.studio()
        let language = surroundings.language
        if items.isEmpty, studio.attested.isEmpty {
            Terminal.line(
                language == .chinese ? "档案中没有需要签字的项目。" : "This profile has no items to sign.")
            return
        }
        if items.isEmpty {
            for item in studio.attested {
                Terminal.line(
                    "\(item.id)  \(item.title[language])  [\(studio.title(of: item.owner)[language]), \(item.due)]"
                )
            }
            return
        }
        let known = Set(studio.attested.map(\.id))
        for item in items where !known.contains(item) {
            throw Failure.Sentence(
                .init("there is no checklist item “\(item)”", "没有检查项“\(item)”"),
                advice: .init("`onair sign` alone lists them.", "单独运行 `onair sign` 可列出。"),
                code: EX_DATAERR)
        }
        let signatory = try Signatory.find(by, in: studio)
        let journal = try surroundings.journal(of: studio)
        let show = try OpenShow.findOrStart(in: journal, studio: studio)
        let now = journal.clock.wall()
        let signed = studio.attested.filter { items.contains($0.id) }.map { item in
            Signature(
                item: item.id, by: signatory.name, role: signatory.role(for: item), at: now, note: note)
        }
        try journal.append(signed.map { .signed($0) }, show: show.show)
        show.sayIfNew(language)
        for signature in signed {
            let role = signature.role.map { studio.title(of: $0)[language] }
            Terminal.line(
                language == .chinese
                    ? "\(signature.by)\(role.map { "（\($0)）" } ?? "") 已签署 \(signature.item)"
                    : "\(signature.item) signed by \(signature.by)\(role.map { " (\($0))" } ?? "")")
        }
    }
}

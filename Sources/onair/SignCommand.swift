import ArgumentParser
import Glibc
import Journal
import StudioModel

/// `onair sign`: a person signs an attested item.
struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Sign a checklist item: you saw it yourself.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var person: PersonOption
    @Argument(help: "The item's id; without one, the items are listed.") var items: [String] = []
    @Option(help: "A remark kept with the signature.") var note: String?

    func run() throws {
        let surroundings = Surroundings(global)
        let studio = try surroundings.studio()
        let language = surroundings.language
        if items.isEmpty, studio.attested.isEmpty {
            Terminal.standardOutput(
                language == .chinese ? "档案中没有需要签字的项目。" : "This profile has no items to sign.")
            return
        }
        if items.isEmpty {
            for item in studio.attested {
                Terminal.standardOutput(
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
        let journal = try surroundings.journal(of: studio)
        let show = try OpenShow.findOrStart(in: journal, studio: studio)
        let now = journal.clock.wall()
        try journal.append(
            items.map { .signed(Signature(item: $0, by: person.person, at: now, note: note)) },
            show: show.show)
        for item in items {
            Terminal.standardOutput(
                language == .chinese ? "\(person.person) 已签署 \(item)" : "\(item) signed by \(person.person)")
        }
    }
}

import Desk
import Glibc
import Journal
import StudioModel

/// The desk as a command sees it: folded from the journal, with the means to write to it.
struct IncidentRoom {
    let journal: Journal
    let show: String
    let desk: IncidentDesk
    private let isOpen: Bool
    /// The last row that the desk knows.
    private let last: Int64
    let language: Language

    init(_ options: GlobalOptions, access: Journal.Access = .write, show: String? = nil) throws {
        let surroundings = Surroundings(options)
        let studio = try surroundings.studio()
        let journal = try surroundings.journal(of: studio, access: access)
        let open =
            try show.map { try OpenShow.named($0, in: journal) } ?? OpenShow.find(in: journal, orNewest: true)
        self.journal = journal
        self.show = open.show
        isOpen = open.record.isOpen
        last = open.last
        desk = IncidentDesk(
            studio: studio, show: open.show, incidents: open.record.incidents,
            standing: open.record.standing)
        language = surroundings.language
    }

    /// What begins now belongs to the show that is open; an ended one is over.
    func requireOpenShow() throws {
        guard isOpen else {
            throw Failure.Sentence(
                .init("show \(show) has ended", "场次 \(show) 已结束"),
                advice: .init(
                    "`onair show start` opens a new one; then raise it there.",
                    "请先用 `onair show start` 开始新的一场，再上报。"),
                code: EX_NOINPUT)
        }
    }

    /// Writes what a person did, and shows the incident as it stands then; it is durable when this returns. Whether it can
    /// be done is decided while nobody else can write: what another did a moment ago is known by then.
    func record(_ word: String?, _ events: (IncidentDesk) throws -> [StudioEvent]) throws {
        var after = desk
        let entries = try journal.append(show: show, after: last) { since in
            for entry in since { after.apply(entry) }
            return try events(after)
        }
        for entry in entries { after.apply(entry) }
        guard let id = entries.lazy.compactMap(\.event.incident).first,
            let incident = after.all.first(where: { $0.id == id })
        else { return }
        Terminal.standardOutput(IncidentText.whole(incident, language))
    }
}

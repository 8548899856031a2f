import FoundationEssentials
import Glibc
import Journal
import StudioModel

/// The journal of a studio together with the show that is open in it.
struct OpenShow {
    let journal: Journal
    let show: String
    let record: ShowRecord
    /// The last row that the record was made from.
    let last: Int64
    /// It was opened just now, by whoever asked for it.
    var isNew = false

    /// The show that is open; where none is, the newest one when `orNewest`.
    static func find(in journal: Journal, orNewest: Bool = false) throws -> OpenShow {
        guard let listing = try journal.openShow() ?? (orNewest ? try journal.newestShow() : nil) else {
            throw Failure.Sentence(
                orNewest
                    ? .init("the journal holds no show", "日志中没有场次") : .init("no show is open", "没有进行中的场次"),
                advice: .init(
                    "`onair show start` opens one; `onair watch` does too.",
                    "用 `onair show start` 或 `onair watch` 建立场次。"), code: EX_NOINPUT)
        }
        return try read(listing.show, in: journal)
    }

    /// A show by its id.
    static func named(_ show: String, in journal: Journal) throws -> OpenShow {
        let shows = try journal.shows()
        guard shows.contains(where: { $0.show == show }) else {
            let known = shows.prefix(5).map(\.show).joined(separator: ", ")
            throw Failure.Sentence(
                .init("the journal holds no show “\(show)”", "日志中没有场次“\(show)”"),
                advice: known.isEmpty
                    ? .init("It holds none at all.", "日志中没有任何场次。")
                    : .init("The newest are: \(known).", "最近的有：\(known)。"),
                code: EX_NOINPUT)
        }
        return try read(show, in: journal)
    }

    /// Opens a new show, named after the moment.
    static func start(in journal: Journal, studio: Studio) throws -> OpenShow {
        // Two shows of one second, as a script may open them, are still two.
        let moment = OpenShow.name(at: journal.clock.wall())
        let taken = Set(try journal.shows(limit: 20).map(\.show))
        let name = ([moment] + (2...20).map { "\(moment)-\($0)" }).first { !taken.contains($0) } ?? moment
        try journal.append(
            [.showStarted(show: name, studio: studio.name), journal.clock.mapping], show: name)
        var open = try read(name, in: journal)
        open.isNew = true
        return open
    }

    /// The show that is open, or a new one. A show that never went on air and was left alone for 18 hours is
    /// yesterday's preparation: its signatures count for nothing today, so it is closed and a new one opened.
    static func findOrStart(in journal: Journal, studio: Studio) throws -> OpenShow {
        guard try journal.openShow() != nil else { return try start(in: journal, studio: studio) }
        let open = try find(in: journal)
        let wasOnAir = open.record.phases.contains { $0.phase.isOnAir }
        let idle = open.record.lastAt.map { journal.clock.wall().seconds(since: $0) } ?? 0
        guard !wasOnAir, idle > 18 * 3600 else { return open }
        try journal.append(.phaseChanged(phase: .end, output: nil, by: "onair"), show: open.show)
        return try start(in: journal, studio: studio)
    }

    /// Says that it is open, when it was opened just now.
    func sayIfNew(_ language: Language) {
        guard isNew else { return }
        Terminal.line(language == .chinese ? "场次 \(show) 已建立。" : "Show \(show) is open.")
    }

    private static func read(_ show: String, in journal: Journal) throws -> OpenShow {
        let page = try journal.entries(ofShow: show)
        return OpenShow(
            journal: journal, show: show, record: ShowRecord(folding: page.entries), last: page.last)
    }

    /// `20260308T200000Z`: sorts by time, and is safe in a file name.
    private static func name(at wall: WallTime) -> String {
        wall.description.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }
}

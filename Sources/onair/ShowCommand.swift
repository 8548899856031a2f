import ArgumentParser
import FoundationEssentials
import Glibc
import Journal
import StudioModel

/// `onair show start|rehearse|live|break|slate|end`: the phase, of the show and of each output.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Say where the show stands: start, rehearse, live, break, slate, end, status.",
        discussion: """
            People set the phase; OnAir never ends a show by itself. While any output is live, `check` touches \
            nothing that could disturb the broadcast.
            """)

    enum Word: String, ExpressibleByArgument, CaseIterable {
        case start, rehearse, live, `break`, slate, end, status
    }

    @OptionGroup var global: GlobalOptions
    @OptionGroup var person: PersonOption
    @Argument(help: "start, rehearse, live, break, slate, end or status.") var word: Word
    @Option(help: "Only this output, as in output/main.") var output: String?

    func run() throws {
        let surroundings = Surroundings(global)
        let studio = try surroundings.studio()
        let journal = try surroundings.journal(of: studio, access: word == .status ? .read : .write)
        let language = surroundings.language
        if word == .status { return report(try OpenShow.find(in: journal, orNewest: true), language) }
        let subject = try chosenOutput(studio)
        let show = try openOrStart(journal, studio)
        if word == .start && show.isNew { return show.sayIfNew(language) }
        let phase = Phase(rawValue: word.rawValue) ?? .setup
        guard word != .start else {
            throw Failure.Sentence(
                .init("show \(show.show) is open already", "场次 \(show.show) 已在进行"),
                advice: .init(
                    "End it with `onair show end`, or go on with it.", "用 `onair show end` 结束它，或继续使用。"),
                code: EX_DATAERR)
        }
        try journal.append(
            .phaseChanged(phase: phase, output: subject, by: person.person), show: show.show)
        let what = subject?.rawValue ?? show.show
        Terminal.line("\(what): \(phase.title[language])")
        if phase == .end, subject == nil { sayWhatIsOpen(show, language) }
    }

    private func chosenOutput(_ studio: Studio) throws -> Subject? {
        guard let output else { return nil }
        let known = studio.subjects.map(\.subject).filter { $0.family == "output" }
        guard let subject = Subject(rawValue: output), known.contains(subject) else {
            let list = known.map(\.rawValue).joined(separator: ", ")
            throw Failure.Sentence.usage(
                .init("“\(output)” is no output of this studio", "“\(output)”不是本直播间的输出"),
                list.isEmpty
                    ? .init("It has none.", "本直播间没有输出。") : .init("It has: \(list).", "已有：\(list)。"))
        }
        return subject
    }

    private func openOrStart(_ journal: Journal, _ studio: Studio) throws -> OpenShow {
        if try journal.openShow() != nil { return try OpenShow.find(in: journal) }
        guard word != .end else {
            throw Failure.Sentence(
                .init("no show is open", "没有进行中的场次"),
                advice: .init("There is nothing to end.", "没有可结束的场次。"), code: EX_NOINPUT)
        }
        return try OpenShow.start(in: journal, studio: studio)
    }

    /// With the show's name: from the next show on, the numbers alone mean that one's incidents.
    private func sayWhatIsOpen(_ ended: OpenShow, _ language: Language) {
        let open = ended.record.openIncidents.map { "\($0.number)" }.joined(separator: ", ")
        if open.isEmpty { return }
        Terminal.line(
            language == .chinese
                ? "未关闭的事件：\(open)。用 `onair incidents resolve --show \(ended.show) 编号` 关闭。"
                : "Incidents still open: \(open). Close them with `onair incidents resolve --show \(ended.show) NUMBER`."
        )
    }

    private func report(_ open: OpenShow, _ language: Language) {
        var lines = ["\(open.show): \(open.record.phase.show.title[language])"]
        for (output, phase) in open.record.phase.outputs.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(output): \(phase.title[language])")
        }
        Terminal.standardOutput(ShownText.block(lines))
    }
}

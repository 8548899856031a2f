import ArgumentParser
import Desk
import Glibc
import Journal
import StudioModel

/// `onair incidents`: what broke, whose step it is, and what was done.
struct IncidentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents", abstract: "List and handle incidents.",
        subcommands: [
            List.self, Show.self, Acknowledge.self, Step.self, Note.self, Resolve.self, Raise.self,
            SilenceCommand.self,
        ],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The open incidents, worst first; with --all every one in order.")

        @OptionGroup var global: GlobalOptions
        @Flag(help: "The closed ones too.") var all = false
        @OptionGroup var show: ShowOption
        @Option(help: "text or json.") var format = DevicesCommand.Format.text
        // `incidents` alone lists; a verb after its options would otherwise be called an unexpected argument.
        @Argument(help: ArgumentHelp(visibility: .hidden)) var words: [String] = []

        func run() throws {
            try IncidentsCommand.expectNoVerb(words)
            let room = try IncidentRoom(global, access: .read, show: show.show)
            let incidents = all ? room.desk.all : room.desk.open
            switch format {
            case .json:
                Terminal.standardOutput(
                    try JSONText.pretty(IncidentList(show: room.show, incidents: incidents)))
            case .text: Terminal.standardOutput(IncidentText.list(incidents, all: all, room.language))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One incident whole: times, steps, notes, evidence.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var show: ShowOption
        @Argument(help: "Its number, or its id.") var incident: String
        @Option(help: "text or json.") var format = DevicesCommand.Format.text

        func run() throws {
            let room = try IncidentRoom(global, access: .read, show: show.show)
            let found = try room.desk.find(incident)
            switch format {
            case .json:
                Terminal.standardOutput(
                    try JSONText.pretty(IncidentList(show: room.show, incidents: [found])))
            case .text: Terminal.standardOutput(IncidentText.whole(found, room.language))
            }
        }
    }

    struct Acknowledge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ack", abstract: "Take an incident: you handle it.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var person: PersonOption
        @OptionGroup var show: ShowOption
        @Argument(help: "Its number, or its id.") var incident: String

        func run() throws {
            let person = person.person
            try IncidentRoom(global, show: show.show).record(incident) {
                try $0.acknowledge(incident, by: person)
            }
        }
    }

    struct Step: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tick a playbook step as done, or with --skip leave it out.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var person: PersonOption
        @OptionGroup var show: ShowOption
        @Argument(help: "The incident's number, or its id.") var incident: String
        @Argument(help: "The step, counted from 1.") var step: Int
        @Option(help: "Leave it out, and why.") var skip: String?

        func run() throws {
            let person = person.person
            try IncidentRoom(global, show: show.show).record(incident) { desk in
                try skip.map { try desk.stepSkipped(incident, step: step, by: person, reason: $0) }
                    ?? desk.stepDone(incident, step: step, by: person)
            }
        }
    }

    struct Note: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a note.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var person: PersonOption
        @OptionGroup var show: ShowOption
        @Argument(help: "The incident's number, or its id.") var incident: String
        @Argument(help: "What you saw or did.") var text: [String]

        func run() throws {
            let person = person.person
            try IncidentRoom(global, show: show.show).record(incident) {
                try $0.note(incident, text: text.joined(separator: " "), by: person)
            }
        }
    }

    struct Resolve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Close an incident: its cause is gone.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var person: PersonOption
        @OptionGroup var show: ShowOption
        @Argument(help: "Its number, or its id.") var incident: String

        func run() throws {
            let person = person.person
            try IncidentRoom(global, show: show.show).record(incident) {
                try $0.resolve(incident, by: person)
            }
        }
    }

    struct Raise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open an incident by hand from a playbook, as P11 when the host is unwell.")

        @OptionGroup var global: GlobalOptions
        @OptionGroup var person: PersonOption
        @Argument(help: "The playbook, as in P11.") var playbook: String
        @Option(help: "What you saw.") var note: String?

        func run() throws {
            let person = person.person
            let room = try IncidentRoom(global)
            try room.requireOpenShow()
            let wall = room.journal.clock.wall()
            try room.record(nil) { try $0.raise(playbook: playbook, at: wall, by: person, note: note) }
        }
    }
}

/// Which show's incidents are meant: numbers begin at 1 in each.
struct ShowOption: ParsableArguments {
    @Option(help: "Another show than the open or newest one.") var show: String?
}

extension IncidentsCommand {
    /// `incidents --profile x ack 1`: the options belong to the verb, and so follow it.
    static func expectNoVerb(_ words: [String]) throws {
        guard let word = words.first, words != ["list"] else { return }
        let verbs = configuration.subcommands.compactMap { $0._commandName }
        let isKnown = verbs.contains(word)
        throw Failure.Sentence(
            isKnown
                ? .init("the options of `\(word)` stand before it", "`\(word)` 的选项写在了它前面")
                : .init("incidents has no verb “\(word)”", "incidents 没有子命令“\(word)”"),
            advice: isKnown
                ? .init(
                    "Write `onair incidents \(word) …` and the options after it.",
                    "请写成 `onair incidents \(word) …`，选项放在其后。")
                : .init(
                    "It has: \(verbs.joined(separator: ", ")).", "已有：\(verbs.joined(separator: "、"))。"),
            code: EX_USAGE)
    }
}

/// The JSON form of incidents.
struct IncidentList: Encodable {
    let schema = "onair.incidents/1"
    let show: String
    let incidents: [Incident]
}

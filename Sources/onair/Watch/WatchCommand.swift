import ArgumentParser
import Interruption
import Journal
import Logging
import Monitor
import ProbeProtocol
import StudioModel
import SystemCalls

/// `onair watch`: the live view, and the same without a screen.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Watch the show: name what breaks, whose step it is, and when it is over.",
        discussion: """
            Keys: r rehearse, l live, b break, s slate, e end (asks), 1–9 take the incident of that row, q quit \
            watching. It stays silent while any output is live.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var person: PersonOption
    @Flag(help: "No screen; for services and scripts.") var headless = false
    @Flag(help: "Print one JSON object a transition (implies --headless).") var json = false

    func run() async throws {
        let surroundings = Surroundings(global)
        let studio = try surroundings.studio()
        let secrets = try surroundings.secrets(of: studio)
        let plan = ProbePlan(
            studio, programs: try await surroundings.programs(), mode: .active, secrets: secrets.bySubject)
        try surroundings.refuseUnreadKeys(of: studio, plan.assignments.map(\.program))
        for subject in plan.unattended {
            Terminal.standardError(
                surroundings.language == .chinese
                    ? "onair: \(subject)：没有探测程序读取类别 \(subject.family)"
                    : "onair: \(subject): no probe reads the family \(subject.family)")
        }
        var isOver = false
        while !isOver { isOver = try await watch(studio, plan, secrets, surroundings) == nil }
    }

    /// Watches the show that is open.
    /// - Returns: the show that was opened meanwhile; `nil` when the person ends the watch.
    private func watch(
        _ studio: Studio, _ plan: ProbePlan, _ secrets: StudioSecrets, _ surroundings: Surroundings
    ) async throws -> String? {
        let journal = try surroundings.watchJournal(of: studio)
        let open = try OpenShow.findOrStart(in: journal, studio: studio)
        let lock = try ShowLock(folder: journal.folder, show: open.show, process: journal.clock.process)
        let isScreen = !headless && !json && Terminal.outputIsTerminal && Terminal.inputIsTerminal
        // The screen must not be torn by log lines; what matters is on it.
        let logger = surroundings.logger(redacting: secrets.all, level: isScreen ? .critical : .warning)
        let store = try ReadingKeeper(folder: journal.folder, logger: logger)
        defer {
            store.close()
            // Until here nobody else may watch the show.
            _ = lock
        }
        let monitor = LiveMonitor(
            plan: plan, journal: journal,
            stores: LiveMonitor.Stores(
                readings: store.store, evidence: EvidenceFolder(folder: journal.folder)),
            show: open.show, logger: logger)
        let printer = TransitionPrinter(
            isJSON: json, isQuiet: isScreen, language: surroundings.language, studio: plan.studio,
            losses: { monitor.losses })
        // One connection a process: opening the file once more and closing it would drop SQLite's locks on it (POSIX
        // locks belong to the process), and another program could take the log from under this one.
        let screen = WatchScreen(
            monitor: monitor, journal: journal, show: open.show, studio: plan.studio, person: person.person,
            language: surroundings.language)
        if !isScreen && !json { sayStart(studio, open.show, surroundings.language) }
        return try await Interruption.guarding {
            try await withThrowingTaskGroup(of: Ending?.self) { group in
                let (stream, said) = AsyncStream<[Transition]>.makeStream(
                    bufferingPolicy: .bufferingNewest(4096))
                group.addTask { Ending(successor: try await monitor.run { said.yield($0) }) }
                group.addTask {
                    await store.run()
                    return nil
                }
                group.addTask {
                    await printer.printAll(stream)
                    return nil
                }
                group.addTask {
                    await printer.reportLosses()
                    return nil
                }
                if isScreen {
                    group.addTask {
                        try await screen.run()
                        return Ending(successor: nil)
                    }
                }
                defer { group.cancelAll() }
                while let next = try await group.next() { if let ending = next { return ending.successor } }
                return nil
            }
        }
    }

    /// How a watch came to its end.
    private struct Ending: Sendable {
        let successor: String?
    }

    private func sayStart(_ studio: Studio, _ show: String, _ language: Language) {
        Terminal.standardError(
            language == .chinese
                ? "正在监看 \(studio.title.zh)（场次 \(show)）；Ctrl-C 结束"
                : "watching \(studio.title.en), show \(show); Ctrl-C ends")
    }
}

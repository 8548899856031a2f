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
            Keys: r rehearse, l live, b break, s slate, e end (asks), 1–9 take the incident of that number, q quit \
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
        let journal = try surroundings.journal(of: studio)
        let open = try OpenShow.findOrStart(in: journal, studio: studio)
        let lock = try ShowLock(folder: journal.folder, show: open.show, process: journal.clock.process)
        let plan = ProbePlan(
            studio, programs: try await surroundings.programs(), mode: .active, secrets: secrets.bySubject)
        for subject in plan.unattended {
            Terminal.standardError("onair: \(subject): no probe reads the family \(subject.family)")
        }
        let isScreen = !headless && !json && Terminal.outputIsTerminal
        // The screen must not be torn by log lines; what matters is on it.
        let logger = surroundings.logger(redacting: secrets.all, level: isScreen ? .critical : .warning)
        let store = try ReadingKeeper(folder: journal.folder, logger: logger)
        let monitor = LiveMonitor(
            plan: plan, journal: journal, show: open.show, logger: logger, keepReadings: { store.keep($0) })
        let printer = TransitionPrinter(
            isJSON: json, isQuiet: isScreen, language: surroundings.language, studio: plan.studio)
        let screen =
            isScreen
            ? WatchScreen(
                // Keys write through a connection of their own: the monitor follows what others write.
                monitor: monitor, journal: try surroundings.journal(of: studio), show: open.show,
                studio: plan.studio, person: person.person,
                language: surroundings.language) : nil
        if !isScreen && !json {
            Terminal.standardError(
                surroundings.language == .chinese
                    ? "正在监看 \(studio.title.zh)(场次 \(open.show));Ctrl-C 结束"
                    : "watching \(studio.title.en), show \(open.show); Ctrl-C ends")
        }
        defer {
            store.close()
            // Until here nobody else may watch the show.
            _ = lock
        }
        try await Interruption.guarding {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await monitor.run { printer.print($0) } }
                group.addTask { await store.run() }
                if let screen { group.addTask { try await screen.run() } }
                try await group.next()
                group.cancelAll()
            }
        }
    }
}

import ArgumentParser
import Interruption
import Journal
import Logging
import Monitor
import ProbeProtocol
import Review
import StudioModel
import SystemCalls

/// `onair watch`: the live view, and the same without a screen.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Watch the show: name what breaks, whose step it is, and when it is over.",
        discussion: """
            Keys: r rehearse, l live, b break, s slate, e end, 1–9 take the incident of that row, d tick the step \
            that is shown as next, x skip it, q quit watching. What leaves the air or skips a step asks first; after \
            the end, l and r open a new show. It stays silent while any output is live.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var person: PersonOption
    @Flag(help: "No screen; for services and scripts.") var headless = false
    @Flag(help: "Print one JSON object a transition (implies --headless).") var json = false

    func run() async throws {
        let surroundings = Surroundings(global)
        let studio = try surroundings.studio()
        let secrets = try surroundings.secrets(of: studio)
        // The watch does not wait for a slow probe: what it would read is an alarm, until it answers.
        var survey = try await surroundings.survey(seconds: 5, attempts: 1)
        try surroundings.refuseUnreadKeys(of: studio, survey.programs)
        for subject in plan(studio, survey, secrets).unattended {
            let absence = survey.absence(ofFamily: subject.family)[surroundings.language]
            Terminal.standardError(
                "onair: \(subject)\(surroundings.language == .chinese ? "：" : ": ")\(absence)")
        }
        var absent: [Subject] = []
        while let ending = try await watch(
            studio, plan(studio, survey, secrets, absent), survey.failures, secrets, surroundings)
        {
            guard case .probe(let program) = ending else { continue }
            absent += plan(studio, survey, secrets).absentProbes
            survey.programs.append(program)
            survey.failures.removeAll { $0.path == program.path }
        }
    }

    private func plan(
        _ studio: Studio, _ survey: ProbeSurvey, _ secrets: StudioSecrets, _ absent: [Subject] = []
    ) -> ProbePlan {
        ProbePlan(
            studio, programs: survey.programs, mode: .active, missesProbes: true, absentBefore: absent,
            secrets: secrets.bySubject)
    }

    /// Watches the show that is open.
    /// - Returns: why to watch anew; `nil` when the person ends the watch.
    private func watch(
        _ studio: Studio, _ plan: ProbePlan, _ slow: [ProbeSurvey.Failure], _ secrets: StudioSecrets,
        _ surroundings: Surroundings
    ) async throws -> Ending? {
        let journal = try surroundings.journal(of: studio)
        let open = try OpenShow.findOrStart(in: journal, studio: studio)
        // From here on the loop must not stand still while somebody holds the file.
        try journal.wait(atMost: 0.2)
        let lock = try ShowLock(folder: journal.folder, show: open.show, process: journal.clock.process)
        let isScreen = !headless && !json && Terminal.outputIsTerminal && Terminal.inputIsTerminal
        // The screen must not be torn by log lines; what matters is on it.
        let logger = surroundings.logger(redacting: secrets.all, level: isScreen ? .critical : .warning)
        let store = try ReadingKeeper(folder: journal.folder, logger: logger)
        if let warning = store.store.warning {
            Terminal.standardError("onair: \(warning[surroundings.language])")
        }
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
        let screen = WatchScreen(
            monitor: monitor, journal: journal, show: open.show, studio: plan.studio, person: person.person,
            language: surroundings.language)
        if !isScreen && !json { sayStart(studio, open.show, surroundings.language) }
        return try await Interruption.guarding {
            try await withThrowingTaskGroup(of: Ending?.self) { group in
                let (stream, said) = AsyncStream<[Transition]>.makeStream(
                    bufferingPolicy: .bufferingNewest(4096))
                group.addTask { try await monitor.run { said.yield($0) } == nil ? .over : .show }
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
                group.addTask {
                    let families = Set(plan.unattended.map(\.family))
                    return await ProbeLocator.retry(slow, families: families).map { .probe($0) }
                }
                if isScreen {
                    group.addTask {
                        try await screen.run()
                        return .over
                    }
                }
                defer { group.cancelAll() }
                while let next = try await group.next() {
                    guard let ending = next else { continue }
                    if case .over = ending { return nil }
                    return ending
                }
                return nil
            }
        }
    }

    /// How a watch came to its end.
    private enum Ending: Sendable {
        case over
        /// Another show was opened.
        case show
        /// A probe that had been too slow describes itself now.
        case probe(ProbeProgram)
    }

    private func sayStart(_ studio: Studio, _ show: String, _ language: Language) {
        let zone = LocalClock.system(at: WallTime(milliseconds: Clocks.wallMilliseconds)).name
        Terminal.standardError(
            language == .chinese
                ? "正在监看 \(studio.title.zh)（场次 \(show)）；时间为 \(zone)；Ctrl-C 结束"
                : "watching \(studio.title.en), show \(show), times in \(zone); Ctrl-C ends")
    }
}

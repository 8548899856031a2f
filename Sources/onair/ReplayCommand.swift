import ArgumentParser
import Journal
import Monitor
import ProbeProtocol
import StudioModel

/// `onair journal replay`: would the same readings give the same alarms?
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Judge a show again from its kept readings, and compare every alarm.",
        discussion: """
            Exit 0 when every transition is the same to the last digit; 2 when one differs; 3 when it may, because \
            the profile changed since, or readings are damaged or pruned.
            """)

    @OptionGroup var global: GlobalOptions
    @Option(help: "Another show than the open or newest one.") var show: String?
    @Option(help: "text or json.") var format = DevicesCommand.Format.text

    /// The documented shape, `onair.replay/1`.
    private struct Report: Encodable {
        let schema = "onair.replay/1"
        let show: String
        let watches: [Replay.Result]
    }

    func run() async throws {
        let surroundings = Surroundings(global)
        let studio = try surroundings.studio()
        let journal = try surroundings.journal(of: studio, access: .read)
        let open =
            try show.map { try OpenShow.named($0, in: journal) } ?? OpenShow.find(in: journal, orNewest: true)
        let plan = ProbePlan(
            studio, programs: try await surroundings.programs(), mode: .active, secrets: [:])
        let replay = Replay(plan: plan, archive: try ReadingArchive(folder: journal.folder))
        let results = try replay.run(try journal.entries(ofShow: open.show).entries)
        switch format {
        case .json:
            Terminal.standardOutput(try JSONText.pretty(Report(show: open.show, watches: results)))
        case .text:
            for result in results { Terminal.standardOutput(text(result, surroundings.language)) }
        }
        let differs = results.filter { !$0.isSame }
        if differs.contains(where: { $0.reasons.isEmpty }) { throw ExitCode(Verdict.fail.exitCode) }
        if results.isEmpty || !differs.isEmpty { throw ExitCode(Verdict.unknown.exitCode) }
    }

    private func text(_ result: Replay.Result, _ language: Language) -> String {
        let chinese = language == .chinese
        var lines = [
            chinese
                ? "\(result.startedAt) 起的监看：重放 \(result.readings) 个读数，\(result.judged) 次状态变化，"
                    + (result.isSame ? "与日志完全一致" : "与日志的 \(result.journalled) 次不一致")
                : "watch from \(result.startedAt): \(result.readings) readings judged again, \(result.judged) "
                    + "transitions, "
                    + (result.isSame
                        ? "all as in the journal" : "not those of the journal (\(result.journalled))")
        ]
        for (word, transition) in [("- ", result.was), ("+ ", result.now)] {
            guard let transition else { continue }
            lines.append(
                word + "\(transition.event.rawValue) \(transition.key) at \(transition.at.nanoseconds)")
        }
        return (lines + result.reasons.map { "  " + $0[language] }).joined(separator: "\n")
    }
}

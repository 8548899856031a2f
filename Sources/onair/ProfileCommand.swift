import ArgumentParser
import Glibc
import Monitor
import ProbeProtocol
import Profiles
import StudioModel

/// `onair profile lint`: is the profile sound?
struct ProfileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Look after profiles.", subcommands: [LintCommand.self])

    struct LintCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lint", abstract: "Find what is wrong or missing in a profile, with line and column."
        )

        @OptionGroup var global: GlobalOptions
        @Argument(help: "The profile; default as everywhere.") var file: String?

        func run() async throws {
            let surroundings = Surroundings(global)
            let loader = try surroundings.loader()
            let studio = try loader.studio(at: try file ?? surroundings.profilePath())
            let survey = await surroundings.probeLocator().survey()
            for failure in survey.failures {
                Terminal.standardError("onair: \(failure.said(surroundings.language))")
            }
            let programs = survey.programs
            let described = programs.flatMap(\.description.metrics) + ProbePlan.ownMetrics
            let catalogue = Dictionary(
                described.map { ($0.name, $0.unit) }, uniquingKeysWith: { first, _ in first })
            let remarks = ProfileLint(
                catalogue: catalogue, library: try loader.library(), probes: programs.map(ProbeKeys.init)
            ).remarks(on: studio)
            for remark in remarks { Terminal.standardOutput(remark.line(surroundings.language)) }
            if remarks.contains(where: { $0.kind == .error }) { throw ExitCode(EX_DATAERR) }
            Terminal.standardOutput(
                surroundings.language == .chinese
                    ? "档案可用：\(studio.subjects.count) 个对象，\(studio.rules.count) 条规则"
                    : "sound: \(studio.subjects.count) subjects, \(studio.rules.count) rules")
        }
    }
}

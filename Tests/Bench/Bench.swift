import ArgumentParser
import DemoStudio
import Interruption
import Monitor
import SystemCalls

/// `onair-bench`: what OnAir costs and how fast it is, measured. It judges nothing: a slow machine is no
/// mistake.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "onair-bench", abstract: "Measure what OnAir costs, and how soon it says what broke.",
        discussion: """
            Ratios and processor time rather than wall time wherever that is possible, so that another machine, \
            or a busy one, gives comparable figures. A limit beside a figure is what is aimed at; nothing fails \
            by it.
            """)

    /// What can be measured alone.
    enum Part: String, ExpressibleByArgument, CaseIterable, Sendable {
        case measures, microphones, journal, studio
    }

    @Option(help: "Where the figures go: one JSON object, name to number.") var output = ".build/bench.json"
    @Option(help: "The folder of onair and its probes; beside this program unless named.") var programs:
        String?
    @Option(help: "Only these: measures, microphones, journal, studio.") var only: [Part] = []
    @Option(help: "How often the microphone is muted.") var injections = 21

    func run() async throws {
        let bin = Paths.folder(of: Files.realPath("/proc/self/exe") ?? ".")
        let plan = BenchPlan(
            parts: only.isEmpty ? Part.allCases : only, programs: Files.realPath(programs ?? bin) ?? bin,
            folder: Paths.folder(of: output) + "/bench", injections: injections)
        do {
            let figures = try await Interruption.guarding { try await plan.run() }
            try figures.write(to: output)
            try figures.printed(to: output)
        } catch let interrupted as Interruption.Interrupted {
            throw ExitCode(interrupted.exitCode)
        }
    }
}

import ArgumentParser
import Glibc
import Monitor
import SystemCalls

/// The command line. One file a subcommand.
@main
struct OnAir: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "onair",
        abstract: "Checks a live studio before the show, watches it on air, and keeps what happened.",
        discussion: """
            A first evening:
              onair learn              write a profile of the rig that is plugged in
              onair check              is everything ready?
              onair show live          we are on air
              onair watch              the live view; names what broke and whose step it is
              onair show end
              onair review             what happened, as a page

            No hardware at hand? `onair demo` runs a real broadcast on this machine.
            """,
        version: OnAir.release,
        subcommands: [
            DevicesCommand.self, LearnCommand.self, CheckCommand.self, RestoreCommand.self, SignCommand.self,
            WaiveCommand.self,
            ShowCommand.self, WatchCommand.self, IncidentsCommand.self, ReviewCommand.self,
            MeasureCommand.self,
            ProfileCommand.self, JournalCommand.self, DemoCommand.self, ManualCommand.self,
        ])

    static let release = "0.1.0"

    static func main() async {
        Descriptors.holdStandard()
        Signals.ignoreBrokenPipes()
        ProcessLimits.raiseOpenFiles()
        // Before anything needs a thread: without a right to one it would wait for ever.
        do { try Failure.refuseLowLimits(processes: 0) } catch { Failure.leave(with: error) }
        // A probe that sleeps in the kernel cannot even be killed; the program ends without it.
        await LeftBehind.around { await work() }
    }

    private static func work() async -> Never {
        do {
            var command = try parseAsRoot(
                Locales.withoutLeadingLanguage(Array(CommandLine.arguments.dropFirst())))
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            Glibc.exit(EXIT_SUCCESS)
        } catch {
            Failure.leave(with: error)
        }
    }
}

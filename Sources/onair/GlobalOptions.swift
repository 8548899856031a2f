import ArgumentParser
import StudioModel
import SystemCalls

/// What every subcommand takes.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: "The studio's profile. Default: $ONAIR_PROFILE, ./studio.yaml, ~/.config/onair/studio.yaml.")
    var profile: String?

    @Option(help: "en or zh. Default: from LANG.")
    var lang: Language?

    @Option(help: "Where the journal is kept. Default: $XDG_STATE_HOME/onair/STUDIO.")
    var state: String?

    @Option(
        name: .customLong("probes"), help: "A folder with probe programs; searched before the usual places.")
    var probeFolders: [String] = []

    @Option(
        name: .customLong("data"),
        help: "The folder with shipped rules and playbooks. Default: beside the program.")
    var dataFolder: String?

    var language: Language { lang ?? Locales.chosen }
}

extension Language: ExpressibleByArgument {}

/// Who does something: asked for by every command that leaves a trace in the journal.
struct PersonOption: ParsableArguments {
    @Option(name: .customLong("by"), help: "Your name. Default: $ONAIR_PERSON, then $USER.")
    var name: String?

    /// The name that goes into the journal.
    var person: String {
        for candidate in [name, EnvironmentVariable.value("ONAIR_PERSON"), EnvironmentVariable.value("USER")]
        {
            if let candidate, !candidate.isEmpty { return candidate }
        }
        return "somebody"
    }
}

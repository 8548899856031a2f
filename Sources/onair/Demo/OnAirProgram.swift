import FoundationEssentials
import Monitor
import StudioModel
import Subprocess
import SystemPackage

/// This very program, run as a person runs it: each act of the demo is a process of its own.
struct OnAirProgram: Sendable {
    let folder: DemoFolder
    let data: String
    let language: Language

    private func options(_ words: [String]) -> Arguments {
        Arguments(
            words + [
                "--profile", folder.profile, "--state", folder.state, "--data", data, "--lang", language.rawValue,
            ])
    }

    private var environment: Environment {
        .inherit.updating([
            "PULSE_SERVER": folder.pulseServer, "ONAIR_PERSON": "demo", "XDG_RUNTIME_DIR": folder.path,
            // libpulse makes ~/.config/pulse where it finds none: it shall be the demo's own.
            "HOME": folder.path,
        ])
    }

    /// Runs it with its words passed on to the person.
    /// - Returns: the exit code.
    func passOn(_ words: [String]) async throws -> Int32 {
        let status = try await Subprocess.run(
            .path(FilePath(Surroundings.program)), arguments: options(words), environment: environment,
            platformOptions: platform, output: .currentStandardOutput, error: .currentStandardError
        ).terminationStatus
        if case .exited(let code) = status { return code }
        return 255
    }

    /// Runs `watch --headless --json`, a line at a time, until cancelled.
    func watch(_ onLine: @escaping @Sendable (String) -> Void) async throws {
        let result = try await Subprocess.run(
            .path(FilePath(Surroundings.program)), arguments: options(["watch", "--headless", "--json"]),
            environment: environment, platformOptions: platform, input: .none, output: .sequence,
            error: .currentStandardError
        ) { execution in
            for try await line in execution.standardOutput.strings() { onLine(line) }
        }
        throw DemoError("onair watch ended (\(result.terminationStatus))", advice: "Run it by hand to see why.")
    }

    /// The incidents of the show.
    func incidents() async throws -> [Incident] {
        let result = try await Subprocess.run(
            .path(FilePath(Surroundings.program)), arguments: options(["incidents", "list", "--all", "--format", "json"]),
            environment: environment, platformOptions: platform, output: .string(limit: 1 << 24), error: .discarded)
        return try JSONDecoder().decode(Listed.self, from: Data(result.standardOutput.utf8)).incidents
    }

    private struct Listed: Decodable {
        let incidents: [Incident]
    }

    private var platform: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [.send(signal: .interrupt, allowedDurationToNextStep: .seconds(3))]
        return options
    }
}

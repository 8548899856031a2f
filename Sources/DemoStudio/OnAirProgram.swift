import FoundationEssentials
import StudioModel
import Subprocess
import SystemPackage

/// The program `onair`, run as a person runs it: each act of the demo is a process of its own.
package struct OnAirProgram: Sendable {
    /// Where it is, and the folder of profiles it is shipped with.
    package struct Place: Sendable {
        package let program: String
        package let data: String

        package init(program: String, data: String) {
            self.program = program
            self.data = data
        }
    }

    let folder: DemoFolder
    let place: Place
    let language: Language

    private func options(_ words: [String]) -> Arguments {
        Arguments(
            words + [
                "--profile", folder.profile, "--state", folder.state, "--data", place.data, "--lang",
                language.rawValue,
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
    package func passOn(_ words: [String]) async throws -> Int32 {
        let status = try await Subprocess.run(
            .path(FilePath(place.program)), arguments: options(words), environment: environment,
            platformOptions: platform, output: .currentStandardOutput, error: .currentStandardError
        ).terminationStatus
        if case .exited(let code) = status { return code }
        return 255
    }

    /// Runs it quietly; that it does not succeed is an error.
    package func run(_ words: [String]) async throws {
        let status = try await Subprocess.run(
            .path(FilePath(place.program)), arguments: options(words), environment: environment,
            platformOptions: platform, output: .discarded, error: .currentStandardError
        ).terminationStatus
        guard status.isSuccess else {
            throw DemoError(
                .init(
                    "onair \(words.joined(separator: " ")) failed (\(status))",
                    "onair \(words.joined(separator: " ")) 失败（\(status)）"),
                advice: .init("Run it by hand.", "请手动运行。"))
        }
    }

    /// Runs `watch --headless --json`, a line at a time, until cancelled.
    /// - Parameter onStart: is told the number of its process.
    package func watch(
        onStart: @escaping @Sendable (Int32) -> Void = { _ in }, onLine: @escaping @Sendable (String) -> Void
    ) async throws {
        let result = try await Subprocess.run(
            .path(FilePath(place.program)), arguments: options(["watch", "--headless", "--json"]),
            environment: environment, platformOptions: platform, input: .none, output: .sequence,
            error: .currentStandardError
        ) { execution in
            onStart(execution.processIdentifier.value)
            for try await line in execution.standardOutput.strings() { onLine(line) }
        }
        throw DemoError(
            .init(
                "onair watch ended (\(result.terminationStatus))",
                "onair watch 已退出（\(result.terminationStatus)）"),
            advice: .init("Run it by hand to see why.", "请手动运行查看原因。"))
    }

    /// The incidents of the show.
    package func incidents() async throws -> [Incident] {
        let result = try await Subprocess.run(
            .path(FilePath(place.program)),
            arguments: options(["incidents", "list", "--all", "--format", "json"]),
            environment: environment, platformOptions: platform, output: .string(limit: 1 << 24),
            error: .discarded)
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

import ArgumentParser
import Checklist
import Logging
import Monitor
import ProbeProtocol
import StudioModel

/// `onair devices`: what is plugged in, how each thing is recognised, and whether it can be used.
struct DevicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "List cameras, microphones, links and more, and whether each can be used.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var global: GlobalOptions
    @Option(help: "text or json.") var format = Format.text

    func run() async throws {
        let surroundings = Surroundings(global)
        let programs = try await surroundings.programs()
        let found = await DeviceSearch(programs: programs, logger: surroundings.logger(redacting: [])).run()
        switch format {
        case .json:
            Terminal.standardOutput(
                try JSONText.pretty(
                    DeviceList(
                        devices: found.devices, failures: found.failures.map { $0[surroundings.language] })))
        case .text:
            Terminal.standardOutput(
                DeviceTable(
                    devices: found.devices, families: found.families, language: surroundings.language
                ).text)
            for failure in found.failures {
                Terminal.standardError("onair: \(failure[surroundings.language])")
            }
        }
    }
}

/// The JSON form of `onair devices`.
struct DeviceList: Encodable {
    let schema = "onair.devices/1"
    let devices: [DiscoveredDevice]
    let failures: [String]
}

/// Asks every probe for its devices, all at once.
struct DeviceSearch {
    let programs: [ProbeProgram]
    let logger: Logger

    /// What came of asking one probe. No tuple, for the reason told at `ProbeLocator.survey`.
    private struct Answer: Sendable {
        let family: String
        let families: [String]
        let result: ProbeInspection.Result
    }

    /// Families of things that are plugged into this machine; outputs and uplinks are addresses.
    private static let plugged: Set = ["camera", "microphone", "link"]

    struct Found {
        var devices: [DiscoveredDevice]
        var failures: [LocalizedText]
        /// Families of devices that a probe has looked for to the end.
        var families: Set<String>
    }

    func run() async -> Found {
        await withTaskGroup(of: Answer.self) { group in
            for program in programs {
                let inspection = ProbeInspection(
                    program: program, configuration: Configuration(mode: .passive, subjects: [], seconds: 5),
                    logger: logger)
                group.addTask {
                    Answer(
                        family: program.description.family, families: program.description.families,
                        result: await inspection.run())
                }
            }
            var devices: [DiscoveredDevice] = []
            var failures: [LocalizedText] = []
            var families: Set<String> = []
            for await answer in group {
                devices += answer.result.devices
                if let failure = answer.result.failure {
                    failures.append(
                        .init(
                            "the \(answer.family) probe: \(failure.en)",
                            "\(answer.family) 探测程序：\(ProbeWords.chinese(failure.zh))"
                        ))
                } else {
                    families.formUnion(answer.families)
                }
            }
            return Found(
                devices: devices.sorted { ($0.family, $0.name) < ($1.family, $1.name) },
                failures: failures.sorted { $0.en < $1.en },
                families: families.intersection(DeviceSearch.plugged))
        }
    }
}

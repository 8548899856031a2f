import ArgumentParser
import Checklist
import Glibc
import Interruption
import Monitor
import Profiles
import ProbeProtocol
import StudioModel
import SystemCalls

/// `onair learn`: writes a profile from the rig that is plugged in.
struct LearnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learn", abstract: "Write a profile from the rig that is plugged in and works.",
        discussion: """
            It asks what each device is called, where the stream goes, who the crew are and how long the show is; \
            --unattended takes defaults. What measures badly now is no baseline: it is left out, and said.
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Where to write the profile.") var file = "studio.yaml"
    @Option(help: "The studio's name: lower-case letters, digits and -.") var name = "studio"
    @Flag(help: "Ask nothing.") var unattended = false
    @Flag(help: "Replace the file when it exists.") var force = false
    @Option(help: "Seconds to measure the rig.") var seconds = 6.0

    func run() async throws {
        guard force || !Files.exists(file) else {
            throw Failure.Sentence(
                "\(file) exists", advice: "Name another file, or replace it with --force.", code: EX_CANTCREAT
            )
        }
        guard Subject(family: "studio", name: name) != nil else {
            throw ValidationError("“\(name)” is no studio name; use lower-case letters, digits and -")
        }
        let surroundings = Surroundings(global)
        let language = surroundings.language
        let programs = try await surroundings.programs()
        let logger = surroundings.logger(redacting: [])
        let found = await DeviceSearch(programs: programs, logger: logger).run()
        for failure in found.failures { Terminal.standardError("onair: \(failure)") }
        Terminal.standardOutput(DeviceTable(devices: found.devices, language: language).text + "\n")
        let interview = Interview(language: language, isSilent: unattended || !Terminal.inputIsTerminal)
        let rig = LearntRig(devices: found.devices, keys: LearntRig.keys(programs))
        let loader = try surroundings.loader()
        let library = try loader.library()
        var studio = try rig.studio(named: name, interview: interview, library: library)
        let run = CheckRun(
            studio: studio, programs: programs, secrets: .none, mode: .active, seconds: seconds,
            isFull: false,
            logger: logger)
        let measured = try await Interruption.guarding {
            await run.measure(onPart: { _, _, _ in }, onWait: { _, _ in })
        }
        let baseline = Baseline(checklist: measured.checklist, measurements: measured.measurements)
        let refused = baseline.learn(into: &studio)
        try write(ProfileWriter(library: library).yaml(studio))
        for line in refused.map({ $0[language] }) { Terminal.standardOutput("! " + line) }
        Terminal.standardOutput(
            language == .chinese
                ? "已写入 \(file)：\(studio.subjects.count) 个对象。下一步：onair check"
                : "\(file) written: \(studio.subjects.count) subjects. Next: onair check")
    }

    private func write(_ text: String) throws {
        do {
            let output = try OwnedDescriptor.open(file, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644)
            try Descriptors.writeAll(Array(text.utf8), to: output.number)
        } catch {
            throw Failure.Sentence(
                "\(file) could not be written: \(error)", advice: "Name a file in a folder you may write to.",
                code: EX_CANTCREAT)
        }
    }
}

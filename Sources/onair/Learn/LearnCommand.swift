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
            --unattended takes defaults, and the stream's address from ONAIR_INGEST. An address that is typed is not \
            shown, and goes into a file of its own that only you can read. What measures badly now is no baseline: it is left out, and said. \
            Of a wireless microphone it takes the noise with the transmitter on and off, by which a dead one is known; \
            --noise does so alone, for a profile that exists.
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "Where to write the profile.") var file = "studio.yaml"
    @Option(help: "The studio's name: lower-case letters, digits and -.") var name = "studio"
    @Flag(help: "Ask nothing.") var unattended = false
    @Flag(help: "Replace the file when it exists.") var force = false
    @Option(help: "Seconds to measure the rig.") var seconds = 6.0
    @Option(help: "Take one noise into FILE: lavalier-1=on, then lavalier-1=off. Repeatable.")
    var noise: [String] = []

    func run() async throws {
        guard seconds > 0, seconds <= 600 else {
            throw Failure.Sentence.usage(
                .init("--seconds must lie between 0 and 600", "--seconds 须在 0 到 600 之间"),
                .init("Leave it out for the usual 6 s.", "省略则为通常的 6 秒。"))
        }
        if !noise.isEmpty { return try await learnNoises() }
        guard force || !Files.exists(file) else {
            throw Failure.Sentence(
                .init("\(file) exists", "\(file) 已存在"),
                advice: .init("Name another file, or replace it with --force.", "请换一个文件名，或用 --force 覆盖。"),
                code: EX_CANTCREAT)
        }
        guard Subject(family: "studio", name: name) != nil else {
            throw Failure.Sentence.usage(
                .init("“\(name)” is no studio name", "“\(name)”不能作为直播间名称"),
                .init("Use lower-case letters, digits and -.", "请使用小写字母、数字和 -。"))
        }
        let surroundings = Surroundings(global)
        let language = surroundings.language
        let survey = try await surroundings.survey()
        let programs = survey.programs
        let found = await DeviceSearch(programs: programs, logger: surroundings.logger(redacting: [])).run()
        for failure in found.failures { Terminal.standardError("onair: \(failure[language])") }
        Terminal.standardOutput(
            DeviceTable(devices: found.devices, families: found.families, language: language).text + "\n")
        let interview = Interview(language: language, isSilent: unattended || !Terminal.inputIsTerminal)
        let rig = LearntRig(devices: found.devices, keys: LearntRig.keys(programs))
        let loader = try surroundings.loader()
        let library = try loader.library()
        let answers = rig.ask(named: name, interview: interview, library: library)
        var studio = answers.studio
        let files = SecretFiles(folder: Paths.folder(of: file), replaces: force)
        let typed = files.place(answers.outputs.kept, in: &studio)
        let secrets = try answers.outputs.secrets(of: answers.studio)
        if !interview.isSilent {
            interview.say(
                LocalizedText(
                    en: "Measuring for \(Value.plain(seconds)) s …", zh: "正在测量 \(Value.plain(seconds)) 秒……"))
        }
        let run = CheckRun(
            studio: studio, survey: survey, secrets: secrets, mode: .active, seconds: seconds,
            isFull: false, logger: surroundings.logger(redacting: secrets.all))
        let measured = try await Interruption.guarding {
            await run.measure(onPart: { _, _, _ in }, onWait: { _, _ in })
        }
        let baseline = Baseline(checklist: measured.checklist, measurements: measured.measurements)
        var refused = baseline.learn(into: &studio)
        refused += try await ReferencePictures(programs: programs, logger: surroundings.logger(redacting: []))
            .learn(into: &studio, cameras: baseline.cameras)
        let errand = NoiseErrand(programs: programs, logger: surroundings.logger(redacting: []))
        refused += try await LearntNoises(errand: errand, interview: interview).learn(into: &studio)
        for secret in typed { try files.write(secret) }
        try write(ProfileWriter(library: library).yaml(studio))
        for line in refused.map({ $0[language] }) { Terminal.line("! " + line) }
        for secret in typed { interview.say(secret.sentence) }
        if let advice = answers.outputs.advice { interview.say(advice) }
        Terminal.standardOutput(
            language == .chinese
                ? "已写入 \(file)：\(studio.subjects.count) 个对象。下一步：\(next)"
                : "\(file) written: \(studio.subjects.count) subjects. Next: \(next)")
    }

    /// `--noise`: nothing else is measured, asked or changed.
    private func learnNoises() async throws {
        let orders = try NoiseOrders(noise)
        let surroundings = Surroundings(global)
        let errand = NoiseErrand(
            programs: try await surroundings.programs(), logger: surroundings.logger(redacting: []))
        try await orders.carryOut(
            in: file, loader: try surroundings.loader(), errand: errand, language: surroundings.language)
    }

    /// The profile is found by itself under its usual name only.
    private var next: String { file == "studio.yaml" ? "onair check" : "onair check --profile \(file)" }

    private func write(_ text: String) throws {
        do {
            let output = try OwnedDescriptor.open(file, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644)
            try Descriptors.writeAll(Array(text.utf8), to: output.number)
        } catch {
            throw Failure.Sentence(
                .init(
                    "\(file) could not be written: \(error)", "无法写入 \(file)：\(ProbeWords.chinese("\(error)"))"
                ),
                advice: .init("Name a file in a folder you may write to.", "请指定可写文件夹中的文件。"),
                code: EX_CANTCREAT)
        }
    }
}

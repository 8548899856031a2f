import Checklist
import Foundation
import Journal
import Logging
import Monitor
import Profiles
import ProbeProtocol
import StudioModel
import SystemCalls

/// Where things are: the profile, the shipped data, the probes, the journal.
struct Surroundings: Sendable {
    let language: Language
    private let options: Choices

    /// What the command line chose; a plain value, since parsed options are not Sendable.
    private struct Choices: Sendable {
        let profile: String?
        let state: String?
        let probes: [String]
        let data: String?
    }

    init(_ options: GlobalOptions) {
        language = options.language
        self.options = Choices(
            profile: options.profile, state: options.state, probes: options.probeFolders,
            data: options.dataFolder)
    }

    /// The running program's own path.
    static var program: String { Files.realPath("/proc/self/exe") ?? CommandLine.arguments.first ?? "onair" }

    /// The shipped `profiles` folder: by flag, environment, beside the program, in the source tree.
    func dataFolder() throws -> String {
        let bin = Paths.folder(of: Surroundings.program)
        var candidates = [options.data, EnvironmentVariable.value("ONAIR_DATA")].compactMap(\.self)
        candidates.append(bin + "/../share/onair/profiles")
        var folder = bin
        while folder != "/" && folder != "." {
            candidates.append(folder + "/profiles")
            folder = Paths.folder(of: folder)
        }
        guard let found = candidates.first(where: { Files.exists($0 + "/rules") }) else {
            throw Failure.Sentence(
                .init("the shipped rules were not found", "找不到随程序发布的规则"),
                advice: .init(
                    "Name their folder with --data or ONAIR_DATA.", "用 --data 或 ONAIR_DATA 指定其文件夹。"),
                code: EX_NOINPUT)
        }
        return found
    }

    func loader() throws -> ProfileLoader { ProfileLoader(root: try dataFolder()) }

    /// The profile's path: by flag, environment, in this folder, in the person's configuration.
    func profilePath() throws -> String {
        if let given = options.profile ?? EnvironmentVariable.given("ONAIR_PROFILE") { return given }
        if Files.exists("studio.yaml") { return "studio.yaml" }
        let own = try Surroundings.folder("XDG_CONFIG_HOME", orHome: ".config") + "/onair/studio.yaml"
        if Files.exists(own) { return own }
        throw Failure.Sentence(
            .init("there is no profile", "没有配置"),
            advice: .init(
                "`onair learn` writes one from the rig that is plugged in; or name one with --profile.",
                "`onair learn` 可根据已接入的设备生成；也可用 --profile 指定。"),
            code: EX_NOINPUT)
    }

    func studio() throws -> Studio { try loader().studio(at: try profilePath()) }

    /// The secrets the studio's subjects name.
    func secrets(of studio: Studio) throws -> StudioSecrets {
        try StudioSecrets(studio, folder: Paths.folder(of: try profilePath()))
    }

    func probeLocator() -> ProbeLocator {
        let environment =
            EnvironmentVariable.value("ONAIR_PROBES")?.split(separator: ":").map(String.init) ?? []
        return .usual(given: options.probes + environment, program: Surroundings.program)
    }

    /// Every probe program; at least one, and a line on standard error for each that is broken.
    func programs() async throws -> [ProbeProgram] { try await survey().programs }

    /// Every probe program, and why others are not known. A watch does not wait for a slow one: it asks again.
    func survey(seconds: Double = 15, attempts: Int = 2) async throws -> ProbeSurvey {
        try told(await probeLocator().survey(seconds: seconds, attempts: attempts))
    }

    /// A survey whose failures were said, with at least one program.
    func told(_ survey: ProbeSurvey) throws -> ProbeSurvey {
        for failure in survey.failures { Terminal.standardError("onair: \(failure.said(language))") }
        guard !survey.programs.isEmpty else {
            let folders = probeLocator().folders.joined(separator: ", ")
            throw Failure.Sentence(
                .init("no probe program was found in \(folders)", "在 \(folders) 中找不到探测程序"),
                advice: .init(
                    "Name their folder with --probes or ONAIR_PROBES.", "用 --probes 或 ONAIR_PROBES 指定其文件夹。"),
                code: EX_UNAVAILABLE)
        }
        return survey
    }

    /// The folder of a studio's journal.
    func stateFolder(of studio: Studio) throws -> String {
        if let given = options.state {
            guard !given.isEmpty else {
                throw Failure.Sentence.usage(
                    .init("--state is empty", "--state 为空"),
                    .init("Name a folder, or leave it out.", "请指定文件夹，或省略该选项。"))
            }
            return given
        }
        return try Surroundings.folder("XDG_STATE_HOME", orHome: ".local/state") + "/onair/\(studio.name)"
    }

    /// A folder of the XDG Base Directory Specification: a variable that is empty or relative counts as not set.
    private static func folder(_ variable: String, orHome place: String) throws -> String {
        if let given = EnvironmentVariable.given(variable), given.hasPrefix("/") { return given }
        let home = EnvironmentVariable.given("HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? User.home
        guard let home else {
            throw Failure.Sentence(
                .init("this user has no home folder", "当前用户没有主目录"),
                advice: .init(
                    "Set HOME, or name --profile and --state.", "请设置 HOME，或用 --profile 和 --state 指定。"),
                code: EX_CONFIG)
        }
        return home + "/" + place
    }

    func journal(of studio: Studio, access: Journal.Access = .write) throws -> Journal {
        let journal = try Journal(folder: try stateFolder(of: studio), access: access)
        if journal.startedAnew {
            Terminal.standardError(
                language == .chinese
                    ? "onair: 日志 \(journal.path) 是空文件；已重新建立"
                    : "onair: the journal \(journal.path) was empty; it begins anew")
        }
        return journal
    }

    /// A logger for people on standard error that never lets a secret through.
    func logger(redacting secrets: [Secret], level: Logger.Level = .warning) -> Logger {
        var logger = Logger(label: "onair") { _ in RedactingLogHandler(secrets: secrets) }
        logger.logLevel = level
        return logger
    }
}

extension ProbeSurvey.Failure {
    /// Whole, for a person; what the system said of it, too.
    func said(_ language: Language) -> String {
        guard language == .chinese else { return sentence.en }
        return "\(Paths.name(of: path))：\(ProbeWords.chinese(reason.zh))"
    }
}

import ArgumentParser
import Checklist
import Glibc
import Interruption
import Journal
import Logging
import Monitor
import ProbeProtocol
import StudioModel
import SystemCalls

/// `onair restore camera/NAME`: puts a camera's controls back to what the profile keeps of the good rig.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a camera's controls back to what the profile keeps.",
        discussion: """
            It shows first what would change, and asks. On air a changed control is seen by every viewer at once: there \
            it does nothing without --yes.
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The camera, as in camera/host.") var camera: String
    @Flag(help: "Do not ask; also while the show is on air.") var yes = false
    @Flag(help: "Only show what would change.") var dryRun = false

    func run() async throws {
        let surroundings = Surroundings(global)
        let studio = try surroundings.studio()
        let watched = try chosen(in: studio)
        let phase = try phase(surroundings, studio)
        let errand = try await errand(watched, phase, surroundings)
        let planned = try await act(errand, watched.subject, isDry: true, phase)
        let language = surroundings.language
        guard !planned.undo.isEmpty else {
            // What cannot be set is said by the probe, too.
            for change in planned.changes { Terminal.line("  " + ProbeWords.say(change, language)) }
            Terminal.line(
                language == .chinese
                    ? "\(camera)：控件与配置一致，无需恢复。" : "\(camera): every control is as the profile has it.")
            return
        }
        Terminal.line(language == .chinese ? "\(camera) 将更改：" : "\(camera) would change:")
        for change in planned.changes { Terminal.line("  " + ProbeWords.say(change, language)) }
        if dryRun { return }
        if phase.isOnAir, !yes {
            throw Failure.Sentence(
                .init("the show is on air, and viewers would see it", "正在直播，观众会看到变化"),
                advice: .init("Wait for the break, or do it with --yes.", "请等到休息时，或加 --yes 执行。"),
                code: EX_TEMPFAIL)
        }
        guard try yes || isAgreed(language) else {
            Terminal.line(language == .chinese ? "未作更改。" : "Nothing was changed.")
            return
        }
        let done = try await act(errand, watched.subject, isDry: false, phase)
        for change in done.changes { Terminal.line("✓ " + ProbeWords.say(change, language)) }
    }

    private func chosen(in studio: Studio) throws -> WatchedSubject {
        let cameras = studio.subjects.filter { $0.subject.family == "camera" }
        if let watched = cameras.first(where: { $0.subject.rawValue == camera || $0.subject.name == camera })
        {
            return watched
        }
        let known = cameras.map(\.subject.rawValue).joined(separator: ", ")
        throw Failure.Sentence(
            .init("“\(camera)” is no camera of this studio", "“\(camera)”不是本直播间的摄像头"),
            advice: known.isEmpty
                ? .init("It has none.", "本直播间没有摄像头。") : .init("It has: \(known).", "已有：\(known)。"),
            code: EX_USAGE)
    }

    /// Where the show stands; a studio whose journal is not there yet is not on air.
    private func phase(_ surroundings: Surroundings, _ studio: Studio) throws -> PhaseReport {
        guard Files.exists(try surroundings.stateFolder(of: studio)) else { return PhaseReport() }
        let journal = try surroundings.journal(of: studio, access: .read)
        guard try journal.openShow() != nil else { return PhaseReport() }
        return try OpenShow.find(in: journal).record.phase
    }

    private func errand(
        _ watched: WatchedSubject, _ phase: PhaseReport, _ surroundings: Surroundings
    ) async throws -> ProbeErrand {
        guard
            let program = try await surroundings.programs().first(where: {
                $0.description.families.contains("camera")
            })
        else {
            throw Failure.Sentence(
                .init("no probe reads cameras", "没有可读取摄像头的探测程序"),
                advice: .init("Install onair-probe-camera beside onair.", "请在 onair 旁安装 onair-probe-camera。"),
                code: EX_UNAVAILABLE)
        }
        // Passive: the controls are set, and nothing streams.
        let subject = SubjectConfiguration(
            subject: watched.subject, match: watched.match, expect: watched.expect)
        return ProbeErrand(
            program: program, configuration: Configuration(mode: .passive, subjects: [subject]), phase: phase,
            logger: surroundings.logger(redacting: []))
    }

    private func act(
        _ errand: ProbeErrand, _ subject: Subject, isDry: Bool, _ phase: PhaseReport
    ) async throws -> ActResult {
        let arguments: [String: Value] = phase.isOnAir && !isDry ? ["on-air": true] : [:]
        let answer = try await Interruption.guarding {
            await errand.run(seconds: 10) { id in
                .act(
                    ActRequest(
                        id: id, subject: subject, action: "camera.restore", arguments: arguments,
                        dryRun: isDry))
            }
        }
        switch answer {
        case .done(let result): return result
        case .refused(let reason):
            throw Failure.Sentence(
                .init(
                    "\(subject) was not changed: \(reason)", "\(subject) 未更改：\(ProbeWords.chinese(reason))"),
                advice: .init(
                    "`onair check --only \(subject)` says how it is.",
                    "用 `onair check --only \(subject)` 查看其状态。"),
                code: EX_UNAVAILABLE)
        }
    }

    private func isAgreed(_ language: Language) throws -> Bool {
        guard Terminal.inputIsTerminal else {
            throw Failure.Sentence.usage(
                .init("nobody can be asked here", "此处无法询问"), .init("Do it with --yes.", "请加 --yes 执行。"))
        }
        Terminal.raw(language == .chinese ? "恢复这些控件？[y/N] " : "Put them back? [y/N] ")
        return ["y", "yes", "是"].contains((readLine() ?? "").lowercased())
    }
}

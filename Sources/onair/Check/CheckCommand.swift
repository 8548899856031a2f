import ArgumentParser
import Checklist
import FoundationEssentials
import Glibc
import Interruption
import Journal
import Monitor
import ProbeProtocol
import StudioModel
import SystemCalls

/// `onair check`: is everything ready to go live?
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the studio against its checklist before the show.",
        discussion: """
            Exit code: 0 pass, 1 warn, 2 fail, 3 something could not be measured. While any output is live the check \
            is passive: it opens nothing that could disturb the broadcast.
            """)

    @OptionGroup var global: GlobalOptions
    @Option(
        help: "Only a family (camera), a subject (camera/host) or a rule (camera.fps.low). May be repeated.")
    var only: [String] = []
    @Flag(help: "Open and stream nothing.") var passive = false
    @Flag(help: "Take the time that every measure needs.") var full = false
    @Flag(
        help: "Ask nobody: leave out the sound test (ten seconds of quiet, ten of talk for each microphone).")
    var unattended = false
    @Flag(
        help: "Make the sound test though this is no terminal: a line of input begins each part, s skips it.")
    var soundTest = false
    @Option(help: "Seconds to measure; default 8.") var seconds: Double?
    @Option(
        help: "When the show goes on air: 20:00, or 2026-03-08T20:00:00Z. Default: the profile's show.on-air."
    )
    var onAir: String?
    @Flag(help: "List what does not apply here, too.") var verbose = false
    @Flag(help: "A warning counts as a failure: exit 2.") var strict = false
    @Option(help: "text, json or junit.") var format = CheckFormat.text
    @Option(name: .customLong("output"), help: "FORMAT:FILE, as in junit:check.xml. May be repeated.")
    var outputs: [CheckOutput] = []

    func run() async throws {
        if let seconds, !(seconds > 0 && seconds <= 600) {
            throw Failure.Sentence.usage(
                .init("--seconds must lie between 0 and 600", "--seconds 须在 0 到 600 之间"),
                .init("Leave it out for the usual 8 s.", "省略则为通常的 8 秒。"))
        }
        if soundTest, unattended {
            throw Failure.Sentence.usage(
                .init(
                    "--sound-test asks somebody, --unattended nobody",
                    "--sound-test 需要有人配合，--unattended 则不询问任何人"),
                .init("Leave one of them out.", "请去掉其中一个。"))
        }
        let surroundings = Surroundings(global)
        // The probes describe themselves while the profile and the rules are read; what came of it is said afterwards.
        async let asked = surroundings.probeLocator().survey()
        let studio = try CheckScope(only).narrowed(try dated(try surroundings.studio()))
        let secrets = try surroundings.secrets(of: studio)
        let journal = try surroundings.journal(of: studio)
        let open = try OpenShow.findOrStart(in: journal, studio: studio)
        let isPassive = passive || open.record.phase.isOnAir
        let run = CheckRun(
            studio: studio, survey: try surroundings.told(await asked), secrets: secrets,
            mode: isPassive ? .passive : .active, seconds: seconds, isFull: full,
            logger: surroundings.logger(redacting: secrets.all))
        try surroundings.refuseUnreadKeys(of: studio, run.survey.programs)
        let printer = CheckPrinter(
            language: surroundings.language, isLive: format == .text, isColoured: Terminal.usesColour,
            showsProgress: format == .text && Terminal.errorIsTerminal, showsSkipped: verbose)
        if isPassive, format == .text { printer.sayPassive(becauseLive: open.record.phase.isOnAir) }
        let good = try CheckHistory(journal).lastGood(before: open.show)
        // With --only, the rest of the profile is not gone but not asked for.
        let changes =
            only.isEmpty ? good.map { Checklist(studio: studio).profileChanges(since: $0.summary) } ?? [] : []
        printer.opening(good, changes)
        let dialogue = asksForSound(run, isPassive) ? SoundDialogue(language: surroundings.language) : nil
        var measured = try await Interruption.guarding { [run] in
            var run = run
            if let dialogue { run.soundTested = try await run.soundTest(dialogue) }
            return await run.measure(
                onPart: { [full, open, only] checklist, measurements, subjects in
                    // Judged in vain where nobody reads along.
                    guard printer.isLive else { return }
                    var known = measurements
                    // What cannot be read is only missing here; the whole check below says why.
                    try? EarlierResults(beside: journal)?.recall(into: &known, of: studio)
                    let findings = checklist.findings(
                        known, now: journal.clock.wall(), phase: open.record.phase, isFull: full)
                    let asked = CheckScope(only).findings(findings)
                    printer.part(asked.filter { $0.subject.map(subjects.contains) ?? false })
                }, onWait: { printer.wait($0, seconds: $1) })
        }
        let kept = Result { [readings = measured.readings] in
            if !isPassive { try EarlierResults.keep(readings, beside: journal, surroundings.language) }
        }
        try EarlierResults(beside: journal)?.recall(into: &measured.measurements, of: studio)
        let findings = measured.checklist.findings(
            measured.measurements, plugged: measured.plugged, signatures: open.record.signatures,
            waivers: open.record.waivers,
            now: journal.clock.wall(), previous: good?.summary,
            phase: open.record.phase, offset: LocalOffset.seconds, isFull: full)
        let scoped = CheckScope(only).findings(findings)
        printer.part(
            scoped.filter { $0.subject.map { studio.watched($0) == nil && $0.family == "camera" } ?? false })
        let report = CheckReport(
            studio: studio, findings: scoped, first: measured.checklist.first(scoped),
            at: journal.clock.wall(), language: surroundings.language, good: good, profileChanges: changes,
            setting: !only.isEmpty ? .part : open.record.phase.isOnAir ? .onAir : .before)
        // First to the person who waits: a full disk must not cost the verdict.
        try write(report, printer)
        try kept.get()
        if only.isEmpty {
            try journal.append(
                .checked(CheckSummary(verdict: report.verdict.verdict, findings: findings)), show: open.show)
        }
        let code = report.verdict.exitCode
        throw ExitCode(strict && code == 1 ? 2 : code)
    }

    /// Whether somebody is there who can be asked for quiet and for talk.
    private func asksForSound(_ run: CheckRun, _ isPassive: Bool) -> Bool {
        guard !isPassive, !unattended, !run.microphones.isEmpty else { return false }
        return soundTest || format == .text && Terminal.inputIsTerminal && Terminal.errorIsTerminal
    }

    /// The studio with the planned time of `--on-air`.
    private func dated(_ studio: Studio) throws -> Studio {
        guard let onAir else { return studio }
        guard let time = OnAirTime(onAir, now: WallTime(milliseconds: Clocks.wallMilliseconds)) else {
            throw Failure.Sentence.usage(
                .init("“\(onAir)” is no time", "“\(onAir)”不是时间"),
                .init("Write 20:00 or 2026-03-08T20:00:00Z.", "请写成 20:00 或 2026-03-08T20:00:00Z。"))
        }
        var studio = studio
        studio.show.onAir = time.wall
        return studio
    }

    private func write(_ report: CheckReport, _ printer: CheckPrinter) throws {
        // A file that cannot be written must not cost the person the verdict, nor one that can its content when
        // nobody reads standard output.
        let written = Result { for output in outputs { try output.write(try report.text(output.format)) } }
        switch format {
        case .text: printer.summary(report)
        case .json, .junit: Terminal.standardOutput(try report.text(format))
        }
        try written.get()
    }
}

/// How far the local clock is ahead of UTC, for items due on a day.
enum LocalOffset {
    static var seconds: Int {
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        return local.tm_gmtoff
    }
}

import ArgumentParser
import Checklist
import Foundation
import Glibc
import Interruption
import Monitor
import ProbeProtocol
import Profiles
import StudioModel
import Synchronization
import SystemCalls

/// `onair measure`: the measures of the watch, over a file or an address.
struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Measure a file or a stream with the same measures the watch uses.",
        discussion: """
            A file is read at full speed; an address is pulled for --seconds. An address that holds a stream key is \
            better given by reference, env:NAME or file:PATH: what is typed stays in the shell's history.
            """)

    @OptionGroup var global: GlobalOptions
    @Argument(
        help:
            "A media file, an rtmp://, srt://, rtsp:// or http(s):// address, or env:NAME or file:PATH that holds one."
    )
    var given: String
    @Option(
        help: "How long to pull an address (default 10), or to read a file at most (default: to its end).")
    var seconds: Double?
    @Flag(help: "Print every reading as one JSON object a line, and last a summary.") var json = false

    func run() async throws {
        guard seconds.map({ $0 > 0 && $0 <= 86_400 }) ?? true else {
            throw Failure.Sentence.usage(
                .init("--seconds must lie between 0 and 86400", "--seconds 须在 0 到 86400 之间"),
                .init("Leave it out for the usual time.", "省略则取通常的时长。"))
        }
        let source = try resolved()
        let isFile = !source.contains("://")
        if isFile { try check(file: source) }
        let surroundings = Surroundings(global)
        guard
            let program = try await surroundings.programs().first(where: {
                $0.description.families.contains("output")
            })
        else {
            throw Failure.Sentence(
                .init("no probe reads streams", "没有可读取直播流的探测程序"),
                advice: .init("Install onair-probe-stream beside onair.", "请在 onair 旁安装 onair-probe-stream。"),
                code: EX_UNAVAILABLE)
        }
        guard let subject = Subject(rawValue: "output/measured") else { return }
        // The address may hold a stream key, so it goes as a secret: over standard input, never as an argument.
        let address = isFile ? Files.realPath(source) ?? source : source
        let configured =
            isFile
            ? SubjectConfiguration(subject: subject, match: ["url": .text(address)])
            : SubjectConfiguration(subject: subject, secrets: ["url": address])
        let inspection = ProbeInspection(
            program: program,
            configuration: Configuration(
                mode: .active, subjects: [configured], seconds: seconds ?? (isFile ? 86_400 : 10)),
            isRecording: isFile, logger: surroundings.logger(redacting: [Secret(address)]))
        let printsEach = json
        let summing = Mutex(MeasureSummary(units: MeasureSummary.units(program.description)))
        let result = try await Interruption.guarding { [subject] in
            await inspection.run { readings in
                summing.withLock { $0.take(readings) }
                if printsEach { MeasureCommand.printLine(readings, of: subject) }
            }
        }
        if let failure = result.failure {
            throw Failure.Sentence(
                .init("measuring failed: \(failure.en)", "测量失败：\(ProbeWords.chinese(failure.zh))"),
                advice: .init("Try a longer --seconds.", "请加大 --seconds。"), code: EX_SOFTWARE)
        }
        let summary = summing.withLock { $0 }
        if json {
            Terminal.standardOutput(try JSONText.line(MeasureSummary.Record(summary: summary)))
        } else if summary.hasValues {
            Terminal.standardOutput(summary.text(surroundings.language))
        }
        if !summary.hasValues { throw nothingMeasured(summary, isFile: isFile) }
    }

    /// One line, instead of a table in which every row says the same.
    private func nothingMeasured(_ summary: MeasureSummary, isFile: Bool) -> Failure.Sentence {
        let reason =
            summary.commonReason.map(ProbeWords.text) ?? LocalizedText("nothing came", "没有收到任何数据")
        return Failure.Sentence(
            .init("nothing could be measured (\(reason.en))", "什么也没有测到（\(reason.zh)）"),
            advice: isFile
                ? .init("Name a recording with sound or picture.", "请指定有声音或画面的录像。")
                : .init("Check the address, and that somebody publishes there.", "请核对地址，并确认有人在推流。"),
            code: isFile ? EX_DATAERR : EX_UNAVAILABLE)
    }

    /// What was given, or what its reference holds.
    private func resolved() throws -> String {
        guard let reference = SecretReference(given) else { return given }
        let resolver = SecretResolver(environment: ProcessInfo.processInfo.environment)
        let address = try resolver.resolve(reference).exposed
        // Never taken for a file's name, which the next sentence would repeat.
        guard address.contains("://") else {
            throw Failure.Sentence(
                .init("\(given) holds no address", "\(given) 中没有地址"),
                advice: .init(
                    "It begins like rtmp:// or https://; what it holds is not shown.",
                    "地址应以 rtmp:// 或 https:// 等开头；其内容不予显示。"),
                code: EX_DATAERR)
        }
        return address
    }

    private func check(file source: String) throws {
        var status = stat()
        guard stat(source, &status) == 0 else {
            let error = Errno.current
            throw Failure.Sentence(
                .init("\(source): \(error)", "\(source)：\(ProbeWords.chinese("\(error)"))"),
                advice: .init(
                    "Name a file that can be read, or an address with ://.", "请指定可读取的文件，或带 :// 的地址。"),
                code: EX_NOINPUT)
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw Failure.Sentence(
                .init("\(source) is a folder", "\(source) 是文件夹"),
                advice: .init("Name one media file.", "请指定一个媒体文件。"), code: EX_NOINPUT)
        }
    }

    private static func printLine(_ readings: [Reading], of subject: Subject) {
        guard let first = readings.first else { return }
        let all = Dictionary(
            readings.map { ($0.metric, $0.outcome) }, uniquingKeysWith: { _, newest in newest })
        let record = ProbeRecord.readings(ReadingsRecord(t: first.at, subject: subject, all: all))
        if let line = try? JSONText.line(record) { Terminal.standardOutput(line) }
    }
}

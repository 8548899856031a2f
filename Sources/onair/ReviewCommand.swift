import ArgumentParser
import Checklist
import Glibc
import Journal
import Review
import StudioModel
import SystemCalls

/// `onair review`: what happened, when, how long viewers were without, and what to change.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Write the review of a show: HTML with plots, Markdown, or JSON.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case html, markdown, json

        /// What a file of that format is called.
        var ending: String { self == .markdown ? "md" : rawValue }
    }

    /// `FORMAT:FILE`.
    struct Output: ExpressibleByArgument {
        let format: Format
        let path: String

        init(format: Format, path: String) {
            self.format = format
            self.path = path
        }

        init?(argument: String) {
            guard let colon = argument.firstIndex(of: ":"),
                let format = Format(rawValue: String(argument[..<colon]))
            else { return nil }
            path = String(argument[argument.index(after: colon)...])
            guard !path.isEmpty else { return nil }
            self.format = format
        }
    }

    @OptionGroup var global: GlobalOptions
    @Argument(help: "The show; default: the newest.") var show: String?
    @Option(
        name: .customLong("output"),
        help:
            "FORMAT:FILE, as in html:review.html or json:- for standard output. May be repeated. Default: html:review-SHOW.html."
    )
    var outputs: [Output] = []

    func run() throws {
        let surroundings = Surroundings(global)
        let studio = try surroundings.studio()
        let journal = try surroundings.journal(of: studio, access: .read)
        let open =
            try show.map { try OpenShow.named($0, in: journal) } ?? OpenShow.find(in: journal, orNewest: true)
        guard
            var input = try ReviewInput(
                show: open.show, journal: journal, archive: try archive(beside: journal), studio: studio,
                now: journal.clock.wall())
        else {
            throw Failure.Sentence(
                .init("show \(open.show) holds nothing to review", "场次 \(open.show) 没有可复盘的内容"),
                advice: .init("Watch it with `onair watch` first.", "请先用 `onair watch` 监看。"),
                code: EX_NOINPUT)
        }
        input.names = MetricWords.names
        let wanted = outputs.isEmpty ? [Output(format: .html, path: "review-\(open.show).html")] : outputs
        for output in wanted {
            let text = try text(input, output.format, surroundings.language)
            if output.path == "-" {
                Terminal.standardOutput(text)
            } else {
                try OutputFile.write(text, to: output.path)
                Terminal.standardOutput(
                    surroundings.language == .chinese ? "复盘报告：\(output.path)" : "review: \(output.path)")
            }
        }
    }

    /// The readings; a show that nobody watched has none.
    private func archive(beside journal: Journal) throws -> ReadingArchive? {
        guard Files.exists(journal.folder + "/readings.sqlite") else { return nil }
        return try ReadingArchive(folder: journal.folder)
    }

    private func text(_ input: ReviewInput, _ format: Format, _ language: Language) throws -> String {
        switch format {
        case .html: HTMLPage.render(input, language: language)
        case .markdown: MarkdownPage.render(input, language: language)
        case .json: try ReviewReport(input).json()
        }
    }
}

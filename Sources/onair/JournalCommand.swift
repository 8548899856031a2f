import ArgumentParser
import Glibc
import Journal
import StudioModel

/// `onair journal verify`: is the memory of the studio whole and unchanged?
struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Look after the journal.",
        subcommands: [Verify.self, ReplayCommand.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every link of the hash chain; exit 2 when one is broken.",
            discussion: """
                Prints the head of the chain. Keep it (the review prints it too): given back with --anchor, it shows \
                whether the end of the journal was cut off.
                """)

        @OptionGroup var global: GlobalOptions
        @Option(help: "The head that an earlier verify or review printed.") var anchor: String?

        func run() throws {
            let surroundings = Surroundings(global)
            let journal = try surroundings.journal(of: try surroundings.studio(), access: .read)
            var expected: Anchor?
            if let anchor {
                guard let parsed = Anchor(anchor) else {
                    throw Failure.Sentence.usage(
                        .init("“\(anchor)” is no anchor", "“\(anchor)”不是链头"),
                        .init("Copy it from `onair journal verify`.", "请从 `onair journal verify` 的输出复制。"))
                }
                expected = parsed
            }
            let language = surroundings.language
            switch try journal.verify(against: expected) {
            case .sound(let head):
                Terminal.standardOutput(
                    language == .chinese
                        ? "日志完好：\(head.sequence) 条记录，链头 \(head)"
                        : "intact: \(head.sequence) events, head \(head)")
            case .broken(let fault):
                Terminal.standardOutput(
                    (language == .chinese
                        ? "日志已损坏，第 \(fault.sequence) 条：" : "broken at event \(fault.sequence): ")
                        + fault.reason[language])
                throw ExitCode(Verdict.fail.exitCode)
            }
        }
    }
}

import ArgumentParser
import Checklist
import DemoStudio
import Desk
import Foundation
import Interruption
import Journal
import Monitor
import Profiles
import StudioModel
import SystemCalls

/// How an error ends the program: one clear line, and an exit code that is no verdict.
enum Failure {
    /// A usage or environment error of the command line itself.
    struct Sentence: SpokenError {
        let sentence: LocalizedText
        let advice: LocalizedText
        let code: Int32

        /// - Parameter code: one of sysexits: EX_USAGE, EX_NOINPUT, EX_UNAVAILABLE, …
        init(_ sentence: LocalizedText, advice: LocalizedText, code: Int32) {
            self.sentence = sentence
            self.advice = advice
            self.code = code
        }

        /// Something that was typed wrongly.
        static func usage(_ sentence: LocalizedText, _ advice: LocalizedText) -> Sentence {
            Sentence(sentence, advice: advice, code: EX_USAGE)
        }

        func line(_ language: Language) -> String { LocalizedText.line(sentence, advice, language) }
    }

    /// Refuses to begin what would run into a limit in the middle: the libraries beneath end the program then.
    static func refuseLowLimits(processes: Int) throws {
        guard let shortage = ProcessLimits.shortage(processes: processes) else { return }
        let (option, allowed, needed) = (shortage.option, shortage.allowed, shortage.needed)
        throw Sentence(
            .init(
                "this process may have too little: `ulimit \(option)` is \(allowed), and \(needed) are needed",
                "本进程受限：`ulimit \(option)` 为 \(allowed)，需要 \(needed)"),
            advice: .init("Raise it: ulimit \(option) \(needed).", "请提高限制：ulimit \(option) \(needed)。"),
            code: EX_CONFIG)
    }

    static func leave(with error: any Error) -> Never {
        switch error {
        case let interrupted as Interruption.Interrupted: exit(interrupted.exitCode)
        case is CancellationError: exit(130)
        case is ExitCode, is CleanExit: OnAir.exit(withError: error)
        default: break
        }
        guard let code = exitCode(of: error) else {
            // The parser's own errors know their code; any other must not look like the verdict "warn".
            guard OnAir.exitCode(for: error) == .failure else { OnAir.exit(withError: error) }
            Terminal.standardError("onair: \(line(error))")
            exit(EX_SOFTWARE)
        }
        Terminal.standardError("onair: \(line(error))")
        exit(code)
    }

    /// An error in the language of the command line.
    static func line(_ error: any Error) -> String {
        (error as? any SpokenError)?.line(Locales.chosen) ?? ProbeWords.say("\(error)", Locales.chosen)
    }

    private static func exitCode(of error: any Error) -> Int32? {
        switch error {
        case let error as Sentence: error.code
        case let error as ProfileError: ProfileExit.code(of: error)
        case let error as JournalError: error.exitCode
        case is DeskError: EX_DATAERR
        case is MonitorError: EX_UNAVAILABLE
        case is DemoError: EX_SOFTWARE
        case is SystemError: EX_OSERR
        default: nil
        }
    }
}

import ProbeProtocol
import StudioModel

/// What came of asking every probe program to describe itself.
package struct ProbeSurvey: Sendable {
    package var programs: [ProbeProgram] = []
    package var failures: [Failure] = []

    package init() {}

    /// A program that is there, and of which nothing is known.
    package struct Failure: Sendable {
        package let path: String
        /// Why, without the program's name.
        package let reason: LocalizedText
        package let isTimeout: Bool

        /// Whole, for a person.
        package var sentence: LocalizedText {
            let name = Paths.name(of: path)
            return .init("\(name): \(reason.en)", "\(name)：\(reason.zh)")
        }
    }

    /// Why nothing reads a family. A program that did not describe itself may be the one that would: it is not
    /// "not installed".
    package func absence(ofFamily family: String) -> LocalizedText {
        guard let failure = failures.first else {
            return .init("no probe for the family \(family) is installed", "没有安装 \(family) 类别的探测程序")
        }
        return failure.sentence
    }
}

extension ProbeLocator {
    /// A program, and what came of asking it. No tuple: one that a child task returns, half of it written before
    /// a suspension, is corrupted in release builds (Swift 6.3; swiftlang/swift pull request 91911).
    private struct Answer: Sendable {
        let path: String
        let program: Result<ProbeProgram, any Error>
    }

    /// Every probe program with its description, and a sentence for each that does not describe itself: one
    /// broken plug-in does not keep the others from working.
    ///
    /// - Parameters:
    ///   - seconds: how long each may take.
    ///   - attempts: how often one that took too long is asked, with a pause that grows.
    package func survey(seconds: Double = 15, attempts: Int = 2) async -> ProbeSurvey {
        await withTaskGroup(of: Answer.self) { group in
            for path in programs() {
                group.addTask {
                    await ProbeLocator.ask(path, seconds: seconds, attempts: attempts)
                }
            }
            var survey = ProbeSurvey()
            for await answer in group {
                switch answer.program {
                case .success(let program): survey.programs.append(program)
                case .failure(let error): survey.failures.append(failure(of: answer.path, error))
                }
            }
            survey.programs.sort { $0.path < $1.path }
            survey.failures.sort { $0.path < $1.path }
            return survey
        }
    }

    private static func ask(_ path: String, seconds: Double, attempts: Int) async -> Answer {
        var attempt = 1
        while true {
            do {
                let program = try await ProbeProgram.describe(path, seconds: seconds)
                return Answer(path: path, program: .success(program))
            } catch let error as MonitorError where error.isTimeout && attempt < attempts {
                // Cancelled means that nobody waits any more; the next attempt says so.
                try? await Task.sleep(for: .seconds(Double(attempt)))
                attempt += 1
            } catch {
                return Answer(path: path, program: .failure(error))
            }
        }
    }

    private func failure(of path: String, _ error: any Error) -> ProbeSurvey.Failure {
        let isTimeout = (error as? MonitorError)?.isTimeout ?? false
        guard let spoken = error as? any SpokenError else {
            return .init(path: path, reason: .init("\(error)", "\(error)"), isTimeout: isTimeout)
        }
        return .init(
            path: path, reason: .init(spoken.line(.english), spoken.line(.chinese)), isTimeout: isTimeout)
    }

    /// Asks the programs that took too long again and again, later and later.
    /// - Returns: the first that answers and reads one of the families; `nil` when none is worth asking any more.
    package static func retry(_ failures: [ProbeSurvey.Failure], families: Set<String>) async -> ProbeProgram?
    {
        var slow = failures.filter(\.isTimeout).map(\.path)
        var pause = 2.0
        while !slow.isEmpty, (try? await Task.sleep(for: .seconds(pause))) != nil {
            for path in slow {
                guard let program = try? await ProbeProgram.describe(path) else { continue }
                if !families.isDisjoint(with: program.description.families) { return program }
                slow.removeAll { $0 == path }
            }
            pause = min(30, pause * 2)
        }
        return nil
    }
}

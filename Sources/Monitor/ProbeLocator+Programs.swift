import StudioModel

extension ProbeLocator {
    /// A program, and what came of asking it. No tuple: one that a child task returns, half of it written before
    /// a suspension, is corrupted in release builds (Swift 6.3; swiftlang/swift pull request 91911).
    private struct Answer: Sendable {
        let path: String
        let program: Result<ProbeProgram, any Error>
    }

    /// Every probe program with its description, and a sentence for each that does not describe itself: one
    /// broken plug-in does not keep the others from working.
    package func describeAll() async -> (programs: [ProbeProgram], failures: [LocalizedText]) {
        await withTaskGroup(of: Answer.self) { group in
            for path in programs() {
                group.addTask {
                    do {
                        let program = try await ProbeProgram.describe(path)
                        return Answer(path: path, program: .success(program))
                    } catch {
                        return Answer(path: path, program: .failure(error))
                    }
                }
            }
            var programs: [ProbeProgram] = []
            var failures: [LocalizedText] = []
            for await answer in group {
                switch answer.program {
                case .success(let program): programs.append(program)
                case .failure(let error): failures.append(failure(of: answer.path, error))
                }
            }
            return (programs.sorted { $0.path < $1.path }, failures.sorted { $0.en < $1.en })
        }
    }

    private func failure(of path: String, _ error: any Error) -> LocalizedText {
        let name = Paths.name(of: path)
        guard let spoken = error as? any SpokenError else {
            return .init("\(name): \(error)", "\(name)：\(error)")
        }
        return .init("\(name): \(spoken.line(.english))", "\(name)：\(spoken.line(.chinese))")
    }
}

extension ProbeLocator {
    /// Every probe program with its description, and a sentence for each that does not describe itself: one broken
    /// plug-in does not keep the others from working.
    package func describeAll() async -> (programs: [ProbeProgram], failures: [String]) {
        await withTaskGroup(of: (String, Result<ProbeProgram, any Error>).self) { group in
            for path in programs() {
                group.addTask {
                    do {
                        return (path, .success(try await ProbeProgram.describe(path)))
                    } catch {
                        return (path, .failure(error))
                    }
                }
            }
            var programs: [ProbeProgram] = []
            var failures: [String] = []
            for await (path, result) in group {
                switch result {
                case .success(let program): programs.append(program)
                case .failure(let error): failures.append("\(Paths.name(of: path)): \(error)")
                }
            }
            return (programs.sorted { $0.path < $1.path }, failures.sorted())
        }
    }
}

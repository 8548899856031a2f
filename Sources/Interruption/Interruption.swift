import UnixSignals

/// Runs work that Ctrl-C, SIGTERM and a closed terminal end in order: it is cancelled, and may clean up.
package enum Interruption {
    /// The work was ended by a signal; a shell expects 128 plus its number.
    package struct Interrupted: Error {
        package let exitCode: Int32
    }

    /// - Returns: what the work returns.
    /// - Throws: `Interrupted` when a signal came first.
    package static func guarding<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
            group.addTask { try await work() }
            group.addTask {
                for await signal in signals {
                    throw Interrupted(exitCode: 128 + (signal == .sigint ? 2 : signal == .sigterm ? 15 : 1))
                }
                return nil
            }
            defer { group.cancelAll() }
            while let next = try await group.next() { if let result = next { return result } }
            throw CancellationError()
        }
    }
}

/// Work that must be over in time.
package enum Deadline {
    /// Runs `work` and cancels it when it takes longer.
    package static func run<Result: Sendable>(
        seconds: Double, what: String, _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw MonitorError(
                    "\(what) took longer than \(Int(seconds)) s",
                    advice: "It was ended; see whether a device hangs.")
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }
}

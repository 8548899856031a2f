import StudioModel

/// Work that must be over in time.
package enum Deadline {
    /// Seconds that cancelled work is given to end; after them it is left behind.
    static let patience = 1.0

    /// Runs `work` and cancels it when it takes longer. Where work can be left behind, this returns even when the work
    /// never ends.
    ///
    /// - Parameter hasBegun: from when on the time counts, 5 s later at the latest: a computer that is slow to start a
    ///   program has not used the program's time.
    package static func run<Result: Sendable>(
        seconds: Double, what: String, hasBegun: @escaping @Sendable () -> Bool = { true },
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask {
                let result = await LeftBehind.result(patience: patience) {
                    () -> Swift.Result<Result, any Error> in
                    do { return .success(try await work()) } catch { return .failure(error) }
                }
                guard let result else { throw CancellationError() }
                return try result.get()
            }
            group.addTask {
                for _ in 0..<50 where !hasBegun() { try await Task.sleep(for: .milliseconds(100)) }
                try await Task.sleep(for: .seconds(seconds))
                throw MonitorError(
                    .init(
                        "\(what) missed its deadline of \(Value.plain(seconds)) s",
                        "\(what) 超过 \(Value.plain(seconds)) 秒的时限"),
                    advice: .init(
                        "It was ended; see whether a device hangs.", "已将其结束；请检查是否有设备卡死。"), isTimeout: true)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }
}

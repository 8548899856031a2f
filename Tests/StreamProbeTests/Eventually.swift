import Testing

/// Waits until a condition holds, asking every 20 ms; fails the test, with what was awaited, when time is up.
/// Real servers answer when they are ready, so their tests wait for facts, never for a length of time.
func eventually(
    within limit: Duration, _ awaited: String, _ condition: () throws -> Bool,
    location: SourceLocation = #_sourceLocation
) async throws {
    let end = ContinuousClock.now.advanced(by: limit)
    while try !condition() {
        guard ContinuousClock.now < end else {
            Issue.record("not within \(limit): \(awaited)", sourceLocation: location)
            throw NotInTime()
        }
        try await Task.sleep(for: .milliseconds(20))
    }
}

/// Ends a test whose fact did not come; the issue is recorded already.
struct NotInTime: Error {}

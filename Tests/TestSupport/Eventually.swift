import Glibc
import Testing

/// Polls until the condition holds, and fails the test when it does not within the time: the one way in which a test
/// waits for something real.
package func eventually(
    within limit: Duration = .seconds(10), _ what: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async rethrows {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: limit)
    while clock.now < end {
        if try await condition() { return }
        // A cancelled wait is the test's end; the failure below says what was missing.
        try? await clock.sleep(for: .milliseconds(10))
    }
    let held = try await condition()
    #expect(held, what ?? "did not come true within \(limit)", sourceLocation: sourceLocation)
}

/// Polls until `condition` holds, and says whether it did within `seconds`: for tests that are not asynchronous.
package func holds(within seconds: Double, _ condition: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try condition() { return true }
        usleep(5000)
    }
    return try condition()
}

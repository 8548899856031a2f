/// A point on the machine's monotonic clock (CLOCK_MONOTONIC), in nanoseconds since boot.
///
/// Judging uses only this clock; wall time is a label that the desk adds.
package struct Instant: Hashable, Sendable {
    package var nanoseconds: UInt64

    package init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// An instant so many seconds after boot; for tests and scripts.
    package static func seconds(_ seconds: Double) -> Instant {
        Instant(nanoseconds: 0).advanced(by: max(0, seconds))
    }

    /// Seconds from `earlier` to here; negative when here is before it.
    package func seconds(since earlier: Instant) -> Double {
        nanoseconds >= earlier.nanoseconds
            ? Double(nanoseconds - earlier.nanoseconds) / 1e9
            : -Double(earlier.nanoseconds - nanoseconds) / 1e9
    }

    /// The instant `seconds` later (earlier when negative), never before boot.
    package func advanced(by seconds: Double) -> Instant {
        guard !seconds.isNaN else { return self }
        let step = (seconds * 1e9).rounded()
        if step >= 0 { return Instant(nanoseconds: nanoseconds &+ UInt64(min(step, 9e18))) }
        let back = UInt64(min(-step, 9e18))
        return Instant(nanoseconds: nanoseconds > back ? nanoseconds - back : 0)
    }
}

extension Instant: Comparable {
    package static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        nanoseconds = try decoder.singleValueContainer().decode(UInt64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(nanoseconds)
    }
}

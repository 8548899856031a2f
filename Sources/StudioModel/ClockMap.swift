/// How monotonic instants map to wall time, boot by boot, as the journal noted it.
///
/// The wall clock may be set while a show runs; each noted pair counts until the next one.
package struct ClockMap: Hashable, Sendable {
    package struct Pair: Hashable, Sendable {
        package var monotonic: Instant
        package var wall: WallTime
    }

    /// In the order of the monotonic clock.
    package private(set) var pairs: [String: [Pair]] = [:]

    package init() {}

    /// Takes in `clockMapped`; other events change nothing.
    package mutating func apply(_ event: StudioEvent) {
        guard case .clockMapped(let boot, let monotonic, let wall) = event else { return }
        var known = pairs[boot] ?? []
        let index = known.firstIndex { $0.monotonic > monotonic } ?? known.endIndex
        known.insert(Pair(monotonic: monotonic, wall: wall), at: index)
        pairs[boot] = known
    }

    /// The wall time of an instant; `nil` for a boot that nobody noted.
    package func wall(of instant: Instant, boot: String) -> WallTime? {
        guard let known = pairs[boot] else { return nil }
        guard let pair = known.last(where: { $0.monotonic <= instant }) ?? known.first else { return nil }
        return pair.wall.advanced(by: instant.seconds(since: pair.monotonic))
    }

    /// The instant of a wall time in a boot; `nil` for a boot that nobody noted, and for a time before it began.
    package func instant(of wall: WallTime, boot: String) -> Instant? {
        guard let known = pairs[boot] else { return nil }
        guard let pair = known.last(where: { $0.wall <= wall }) ?? known.first else { return nil }
        let seconds = wall.seconds(since: pair.wall)
        if seconds < 0, -seconds > Double(pair.monotonic.nanoseconds) / 1e9 { return nil }
        return pair.monotonic.advanced(by: seconds)
    }

    package var boots: [String] { pairs.keys.sorted() }
}

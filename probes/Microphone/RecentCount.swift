import StudioModel

/// How often something happened within the last second.
struct RecentCount {
    private var recent: [(at: Instant, count: Int)] = []

    mutating func add(_ count: Int, at instant: Instant) {
        if count > 0 { recent.append((instant, count)) }
    }

    mutating func count(at now: Instant) -> Int {
        recent.removeAll { now.seconds(since: $0.at) >= 1 }
        return recent.reduce(0) { $0 + $1.count }
    }
}

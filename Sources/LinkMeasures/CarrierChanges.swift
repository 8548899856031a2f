/// How often the carrier came or went in the last ten minutes, from the kernel's running count.
package struct CarrierChanges: Sendable {
    /// Seconds.
    package static let window = 600.0
    private var readings: [(at: UInt64, count: UInt32)] = []

    package init() {}

    /// The changes up to this reading. Until ten minutes have been watched it counts from the start of
    /// the watch: never too many, perhaps too few.
    package mutating func advance(to count: UInt32, at now: UInt64) -> UInt32 {
        if let last = readings.last {
            if Counter.growth(from: last.count, to: count) == nil { readings.removeAll() }
            if last.count != count || readings.isEmpty { readings.append((now, count)) }
        } else {
            readings.append((now, count))
        }
        // The last reading before the window's edge says what the count was at the edge.
        while readings.count > 1, now >= readings[1].at, Double(now - readings[1].at) / 1e9 >= Self.window {
            readings.removeFirst()
        }
        let first = readings.first?.count ?? count
        return Counter.growth(from: first, to: count) ?? 0
    }
}

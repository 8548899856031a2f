/// How long ago the newest packet came.
package struct PacketAge: Sendable {
    private var newest: UInt64?

    package init() {}

    package mutating func add(_ packet: StreamPacket) { newest = max(newest ?? 0, packet.arrival) }

    /// Seconds; nil before the first packet.
    package func seconds(at now: UInt64) -> Double? {
        newest.map { now > $0 ? Double(now - $0) / 1e9 : 0 }
    }
}

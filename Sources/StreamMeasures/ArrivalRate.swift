/// How much arrived in the last second: bits for the bit rate, packets of video for the frame rate.
package struct ArrivalRate: Sendable {
    /// After the first packet a server may hand over what it kept (a GOP cache) all at once. That is not the
    /// stream's rate, so counting begins this much later. Nanoseconds.
    package static let settling: UInt64 = 300_000_000
    private static let window: UInt64 = 1_000_000_000

    private var bytes = SlidingSum(seconds: 1)
    private var frames = SlidingSum(seconds: 1)
    private var start: UInt64?

    package init() {}

    package mutating func add(_ packet: StreamPacket) {
        let start = start ?? packet.arrival + Self.settling
        self.start = start
        guard packet.arrival >= start else { return }
        bytes.add(packet.size, at: packet.arrival)
        if packet.kind == .video { frames.add(1, at: packet.arrival) }
    }

    /// Bits a second over the last second; nil until a whole second was counted. Zero is a value.
    package mutating func bitsPerSecond(at now: UInt64) -> Double? {
        bytes.advance(to: now)
        return isWhole(at: now) ? Double(bytes.sum * 8) : nil
    }

    /// Frames that came in the last second; nil until a whole second was counted.
    package mutating func framesPerSecond(at now: UInt64) -> Double? {
        frames.advance(to: now)
        return isWhole(at: now) ? Double(frames.sum) : nil
    }

    private func isWhole(at now: UInt64) -> Bool { start.map { now >= $0 + Self.window } ?? false }
}

/// One stream's timestamps made into seconds that do not wrap.
package struct MediaTimeline: Sendable {
    /// Where a packet stands on the timeline.
    package struct Step: Hashable, Sendable {
        /// Seconds, unwrapped; negative steps stay negative.
        package var seconds: Double
        /// Seconds since the packet before it in this stream; nil for the first.
        package var advance: Double?
        /// The timeline broke here: backwards, or forwards by more than `jumpSeconds`.
        package var isBreak: Bool
    }

    /// A step beyond this is a break: Tencent's push check calls 1 s a jump, reference rule ts.jump fails at
    /// 3 s.
    package static let jumpSeconds = 3.0

    private var lastTicks: Int64?
    private var unwrapped: Double = 0

    package init() {}

    /// Takes the next packet of the stream; nil when it carries no timestamp.
    package mutating func step(_ packet: StreamPacket) -> Step? {
        // Decoding time orders packets as they are sent; presentation time jumps about with B frames.
        guard let ticks = packet.decode ?? packet.presentation else { return nil }
        defer { lastTicks = ticks }
        guard let lastTicks else {
            unwrapped = Double(ticks)
            return Step(seconds: unwrapped * packet.secondsPerTick, advance: nil, isBreak: false)
        }
        let delta = Self.difference(ticks, lastTicks, bits: packet.timestampBits)
        unwrapped += delta
        let advance = delta * packet.secondsPerTick
        return Step(
            seconds: unwrapped * packet.secondsPerTick, advance: advance,
            isBreak: advance < 0 || advance > Self.jumpSeconds)
    }

    /// The shorter way round from `old` to `new` on a clock of so many bits: a wrap is a small step forwards.
    private static func difference(_ new: Int64, _ old: Int64, bits: Int) -> Double {
        guard bits < 63 else { return Double(new) - Double(old) }
        let period = Int64(1) << Int64(bits)
        var delta = (new &- old) % period
        if delta < -(period / 2) { delta += period }
        if delta >= period / 2 { delta -= period }
        return Double(delta)
    }
}

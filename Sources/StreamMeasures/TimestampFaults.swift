/// Timestamps that go back or jump, over the last 10 s (Tencent's push errors 1 to 4; rules ts.backwards,
/// ts.jump).
package struct TimestampFaults: Sendable {
    /// A step beyond this counts as a jump. Seconds.
    package static let jump = 1.0

    private var backwards = SlidingSum(seconds: 10)
    private var jumps = SlidingSum(seconds: 10)

    package init() {}

    /// `advance`: seconds since the packet before it in its stream.
    package mutating func add(advance: Double, at now: UInt64) {
        if advance < 0 { backwards.add(1, at: now) }
        // Microseconds: the sum type counts whole numbers.
        if advance > Self.jump { jumps.add(Int(min(advance, 1e9) * 1e6), at: now) }
    }

    /// How often a timestamp went back.
    package mutating func backwardsCount(at now: UInt64) -> Double {
        backwards.advance(to: now)
        return Double(backwards.sum)
    }

    /// The longest jump forwards in seconds; 0 for none.
    package mutating func longestJump(at now: UInt64) -> Double {
        jumps.advance(to: now)
        return Double(jumps.largest) / 1e6
    }
}

/// How long one channel has carried nothing at all: every sample within one step of 16 bits.
///
/// A live microphone in the quietest room still shows some noise; exact zeros mean a mute switch, a dead
/// channel or a driver that stopped. The limit is testrtc's (1/32767).
package struct ExactZeros: Sendable {
    /// The largest amplitude that still counts as nothing.
    package static let threshold: Float = 1 / 32767

    /// Samples since the last one above the threshold.
    package private(set) var run = 0
    /// Samples heard in all, so that "no sound yet" is not taken for silence.
    package private(set) var heard = 0

    package init() {}

    /// Takes in a block whose peak the caller already knows: a block of nothing needs no second look, and in
    /// any other the scan from its end stops at the first sound.
    package mutating func add(_ samples: Span<Float>, peak: Float) {
        heard += samples.count
        if peak <= Self.threshold {
            run += samples.count
            return
        }
        var index = samples.count
        while index > 0, samples[index - 1].magnitude <= Self.threshold { index -= 1 }
        run = samples.count - index
    }

    /// Whether the last `count` samples were nothing; nil as long as too few were heard to tell.
    package func fills(last count: Int) -> Bool? {
        if run >= count { return true }
        return run < heard || heard >= count ? false : nil
    }
}

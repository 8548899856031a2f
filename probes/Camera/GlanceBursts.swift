/// When the frames of a compressed stream are glanced at: every one until flicker is decided, then none for a while. To
/// decode each for good, even at an eighth of its size, would cost a fifth of a core.
package struct GlanceBursts: Sendable {
    /// Seconds between two bursts, and the longest that one may last: where pulses and frames beat slowly a verdict takes
    /// 10 s (`FlickerMeter.longSpan`).
    package static let pause = 20.0
    package static let longest = 12.0

    private var begun: Double?
    private var restsUntil = -Double.infinity
    private var judgements = 0

    package init() {}

    /// Whether the frame of `time` seconds is due, when so many verdicts have been given so far.
    package mutating func isDue(at time: Double, judgements: Int) -> Bool {
        guard time >= restsUntil else { return false }
        guard let begun else {
            (begun, self.judgements) = (time, judgements)
            return true
        }
        guard judgements == self.judgements, time - begun <= Self.longest else {
            (self.begun, restsUntil) = (nil, time + Self.pause)
            return false
        }
        return true
    }
}

/// How much of what two channels carry is the same sound: two microphones never do, and one mix always does.
package struct ChannelLikeness: Hashable, Sendable {
    package enum Verdict: Hashable, Sendable {
        case same, different
        /// They differ in a quiet moment: so do two inputs with one sound, which still have a noise each.
        case faint
        /// One of them carries next to nothing.
        case silent
    }

    /// What the louder one has that the other has not, at whatever gain, dB below all of it: 10 lg (1 − r²).
    package let residual: Double
    /// RMS of the louder one, dBFS.
    package let level: Double

    /// Two inputs fed with one mix are this much alike, dB; two microphones side by side are not, for the sound comes to
    /// one of them later.
    package static let sameness = -40.0
    /// Above this even a converter's own noise does not make one sound two, dBFS.
    package static let loud = -50.0
    /// Below this there is nothing but a converter's own noise, dBFS.
    package static let quiet = -80.0

    package var verdict: Verdict {
        if level < Self.quiet { return .silent }
        if residual <= Self.sameness { return .same }
        return level >= Self.loud ? .different : .faint
    }

    /// From the sums over the same samples; nil where there are none, or they are no numbers.
    package init?(squares one: Double, _ other: Double, product: Double, count: Int) {
        guard count > 0, (one + other + product).isFinite else { return nil }
        level = Decibels.power(max(one, other) / Double(count))
        let scale = one * other
        residual = scale > 0 ? Decibels.power(max(0, 1 - product * product / scale)) : 0
    }
}

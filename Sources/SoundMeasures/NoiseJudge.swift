/// Which of two learnt noises a microphone's noise is now: that of its transmitter switched on, or switched off.
package struct NoiseJudge: Hashable, Sendable {
    /// What is to be said of the transmitter.
    package enum State: Hashable, Sendable {
        case on, off
        /// Neither: a noise that was never learnt, or one between the two.
        case unsure
    }

    /// Less than this many dB apart, two noises are the same: twice what one noise differs from itself by chance.
    package static let same = 3.0
    /// How much nearer the one must be than the other, dB.
    package static let margin = 2.0
    /// The two must be this far apart, dB, or nothing can be told by them.
    package static let leastApart = 4.0
    /// A level that moves this much more than both learnt noises is sound that a live microphone hears, dB.
    package static let lively = 6.0
    /// Hiss is no less steady than when it was learnt, dB.
    package static let steady = 3.0

    package let on: NoiseFingerprint
    package let off: NoiseFingerprint

    package init(on: NoiseFingerprint, off: NoiseFingerprint) {
        self.on = on
        self.off = off
    }

    /// How far the two are apart, dB; nil where they were learnt at rates that do not agree.
    package var apart: Double? { on.distance(to: off) }

    /// - Parameter deaf: whether a voice is heard beside it that this microphone must hear too, if it is on.
    package func state(_ now: NoiseFingerprint, deaf: Bool = false) -> State {
        guard let toOn = now.distance(to: on), let toOff = now.distance(to: off) else { return .unsure }
        if now.spread >= max(on.spread, off.spread) + Self.lively { return .on }
        if now.spread <= off.spread + Self.steady {
            if toOff <= Self.same, toOff + Self.margin <= toOn { return .off }
            // The receiver was moved and hisses a little otherwise; that it hears nobody settles it.
            if deaf, toOff <= 2 * Self.same, toOff + Self.margin <= toOn { return .off }
        }
        return toOn <= Self.same && toOn + Self.margin <= toOff ? .on : .unsure
    }
}

/// Whose voice another microphone hears. In one room every open microphone hears everybody: its own wearer loud, the
/// others some 20 dB quieter. What is usual is learnt while both live, so that it is known when one of them is deaf.
package struct BleedMeter: Hashable, Sendable {
    package enum Voice: Hashable, Sendable {
        case none
        /// The wearer of the microphone that this is about, from a distance.
        case wearer
        /// The other microphone's own.
        case neighbour
        /// A voice, and neither's usual level is known.
        case somebody
    }

    /// A voice moves its level by this much, dB; noise keeps within 3.
    package static let lively = 8.0
    /// How much louder one's own microphone hears one than the next, dB, to know who speaks.
    private static let nearer = 6.0
    /// A word is this much above the pauses, dB.
    private static let word = 10.0
    /// What is bled is this much above the pauses, dB; else the other heard nothing.
    private static let trace = 3.0

    /// How loud the other one hears this one's wearer, and its own, dBFS: the loud syllables, not the mean.
    package private(set) var bleed: Double?
    package private(set) var speech: Double?

    package init() {}

    /// Takes in the levels of the oldest steps. Only now is it known that the microphone lived then: its dying breath,
    /// two seconds in which voice and hiss are mixed, teaches nothing.
    /// - Parameters:
    ///   - own, other: of both channels over the last two seconds, the oldest first.
    ///   - count: how many of them were not taken in before.
    package mutating func learn(own: [Double], other: [Double], count: Int) {
        guard own.count == other.count else { return }
        let (ownPause, otherPause) = (NoiseMeter.part(0.1, of: own), NoiseMeter.part(0.1, of: other))
        for (mine, theirs) in zip(own, other).prefix(count) {
            if mine >= ownPause + Self.word, mine >= theirs + Self.nearer {
                guard theirs >= otherPause + Self.trace else { continue }
                bleed = Self.followed(bleed, theirs)
            } else if theirs >= otherPause + Self.word, theirs >= mine + Self.nearer {
                speech = Self.followed(speech, theirs)
            }
        }
    }

    /// Quick to rise and slow to fall: near the loud syllables.
    private static func followed(_ value: Double?, _ level: Double) -> Double {
        guard let value else { return level }
        return value + (level - value) * (level > value ? 0.3 : 0.03)
    }

    /// Whose voice the other one heard in the last two seconds.
    package func voice(_ other: [Double]) -> Voice {
        guard Self.isVoice(other) else { return .none }
        let top = NoiseMeter.part(0.9, of: other)
        switch (bleed, speech) {
        case (let bleed?, let speech?):
            guard bleed + Self.nearer <= speech else { return .somebody }
            return top < (bleed + speech) / 2 ? .wearer : .neighbour
        case (let bleed?, nil): return top <= bleed + Self.nearer ? .wearer : .neighbour
        case (nil, let speech?): return top <= speech - Self.word ? .wearer : .neighbour
        case (nil, nil): return .somebody
        }
    }

    /// Whether a voice is so loud on the other one that a live microphone in the same room would hear it above its
    /// noise: 30 dB are what distance and turning away take at most in a studio (proposed default).
    package static func mustBeHeard(_ other: [Double], beside own: [Double]) -> Bool {
        isVoice(other) && NoiseMeter.part(0.9, of: other) - 30 >= NoiseMeter.part(0.9, of: own)
    }

    private static func isVoice(_ levels: [Double]) -> Bool {
        !levels.isEmpty && NoiseMeter.part(0.9, of: levels) - NoiseMeter.part(0.1, of: levels) >= lively
    }
}

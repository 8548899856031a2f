/// How long a picture has stood still, in two senses.
///
/// *Still*: the mean absolute difference to the first picture of the run stays within 0.001. The reference stays the
/// first, so a slow drift ends the run (ffmpeg freezedetect). A quiet product shot can be still and alive.
/// *Frozen*: beyond that every byte repeats, for the time asked: no living sensor does that.
package struct Stillness: Sendable {
    /// ffmpeg freezedetect's default noise, −60 dB.
    package static let noise = 0.001

    /// Seconds of repetition before a picture is called frozen; freezedetect's default is 2.
    package let hold: Double
    private var reference: LumaSample?
    private var stillSince = 0.0
    private var fingerprint: PayloadHash?
    private var sameSince = 0.0

    package init(hold: Double = 2) { self.hold = hold }

    package struct Figures: Equatable, Sendable {
        /// To the first picture of the run; nil for the very first picture.
        package var difference: Double?
        /// Seconds the picture has been still.
        package var stillFor: Double
        /// Seconds every byte has repeated.
        package var sameFor: Double
        package var isFrozen: Bool
    }

    /// Judges one more picture, taken at `time` seconds on a clock that never steps back.
    package mutating func step(_ sample: LumaSample, _ payload: PayloadHash, at time: Double) -> Figures {
        let difference = reference.flatMap { sample.difference(to: $0) }
        let isStill = (difference ?? 1) <= Self.noise
        if !isStill {
            reference = sample
            stillSince = time
        }
        if payload != fingerprint {
            fingerprint = payload
            sameSince = time
        }
        let stillFor = time - stillSince
        let sameFor = time - sameSince
        return Figures(
            difference: difference, stillFor: stillFor, sameFor: sameFor,
            isFrozen: stillFor >= hold && sameFor >= hold)
    }
}

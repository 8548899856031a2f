/// What a microphone's noise sounds like: its level in octave bands and how steady it is.
///
/// The bands are the lowest levels (P10) over short windows, so it may be taken between the words of somebody who
/// speaks. A receiver without its transmitter hisses otherwise than a microphone in a quiet room: by this a dead
/// transmitter is told from a host who pauses.
package struct NoiseFingerprint: Hashable, Sendable {
    /// As many octaves as there are from 125 Hz to 64 kHz.
    package static let mostBands = 10

    /// P10 of each octave band from 125 Hz up, dBFS.
    package var bands: [Double]
    /// How far the level moves: P90 less P10 of all bands together, dB. Hiss keeps within 2; speech moves by 15 and more.
    package var spread: Double

    package init(bands: [Double], spread: Double) {
        self.bands = bands
        self.spread = spread
    }

    /// How unlike two noises are, dB: the bands' differences as RMS, what is common to all of them (a fader that was
    /// moved) counted by half, and no band for more than 12. nil where they were measured at rates that do not agree.
    package func distance(to other: NoiseFingerprint) -> Double? {
        guard bands.count == other.bands.count, !bands.isEmpty else { return nil }
        let differences = zip(bands, other.bands).map { $0 - $1 }
        let common = differences.reduce(0, +) / Double(bands.count)
        let shape = differences.map { min(($0 - common).magnitude, 12) }
        let power = shape.reduce(0) { $0 + $1 * $1 } / Double(bands.count)
        return (power + common * common / 4).squareRoot()
    }

    /// A text that cannot be a fingerprint.
    package struct Mistake: Error, Hashable, CustomStringConvertible {
        package let description: String

        package init(description: String) {
            self.description = description
        }
    }

    /// Reads `-71.2 -73 -75.5 ~0.8`: the bands in dBFS, then the spread.
    package init(text: String) throws(Mistake) {
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        guard let last = words.last, last.hasPrefix("~") else {
            throw Mistake(description: "a noise ends with its spread, as in ~1.2")
        }
        guard let spread = Self.decimal(last.dropFirst()), (0...144).contains(spread) else {
            throw Mistake(description: "“\(last)” is no spread in dB")
        }
        guard (2...Self.mostBands + 1).contains(words.count) else {
            throw Mistake(description: "a noise has 1 to \(Self.mostBands) bands, not \(words.count - 1)")
        }
        var bands: [Double] = []
        for word in words.dropLast() {
            guard let level = Self.decimal(word), (-144...24).contains(level) else {
                throw Mistake(description: "“\(word)” is no level in dBFS")
            }
            bands.append(level)
        }
        self.init(bands: bands, spread: spread)
    }

    /// Digits with a sign and a point: no `nan`, no `0x1p4`, no `1e9`.
    private static func decimal(_ word: Substring) -> Double? {
        guard word.utf8.count <= 12, word.utf8.allSatisfy({ "-.0123456789".utf8.contains($0) }) else {
            return nil
        }
        return Double(word)
    }

    /// As a profile keeps it, to a tenth of a decibel.
    package var text: String {
        func tenths(_ value: Double) -> String {
            let scaled = Int((max(-144, min(144, value.isFinite ? value : -144)) * 10).rounded())
            let sign = scaled < 0 ? "-" : ""
            return "\(sign)\(scaled.magnitude / 10).\(scaled.magnitude % 10)"
        }
        return bands.map(tenths).joined(separator: " ") + " ~" + tenths(spread)
    }
}

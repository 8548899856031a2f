internal import Glibc

/// Peak and RMS of sound samples in dBFS (full scale ±1; a full-scale sine has an RMS of −3 dBFS).
package struct AudioLevel: Sendable {
    /// Levels floor here: numbers in the protocol are finite.
    package static let floor = -144.0

    private var peak: Float = 0
    private var squares: Double = 0
    private var count = 0

    package init() {}

    package var isEmpty: Bool { count == 0 }

    /// Adds one channel's samples. Not-a-number counts as silence.
    package mutating func add(_ samples: Span<Float>) {
        var peak = peak
        var squares: Float = 0
        for index in samples.indices {
            let sample = samples[index]
            guard sample.isFinite else { continue }
            peak = max(peak, abs(sample))
            squares += sample * sample
        }
        self.peak = peak
        self.squares += Double(squares)
        count += samples.count
    }

    /// The greatest sample of any channel.
    package var peakDecibels: Double { Self.decibels(Double(peak)) }

    /// Over all samples of all channels.
    package var rmsDecibels: Double {
        count == 0 ? Self.floor : Self.decibels((squares / Double(count)).squareRoot())
    }

    private static func decibels(_ amplitude: Double) -> Double {
        amplitude > 0 ? max(floor, 20 * log10(amplitude)) : floor
    }
}

import Glibc

/// Levels in decibels relative to full scale (dBFS): a sample of 1.0 is 0 dBFS.
package enum Decibels {
    /// Everything quieter, silence included, is said as −144 dBFS (the range of 24 bits): numbers stay finite.
    package static let floor = -144.0

    /// The level of an amplitude (0 … 1 and above).
    package static func amplitude(_ value: Double) -> Double {
        level(value, perDecade: 20)
    }

    /// The level of a power, the square of an amplitude.
    package static func power(_ value: Double) -> Double {
        level(value, perDecade: 10)
    }

    /// The amplitude of a level: the inverse of `amplitude(_:)`.
    package static func linear(_ decibels: Double) -> Double {
        pow(10, decibels / 20)
    }

    /// `NaN` (a broken driver's samples) compares false and lands on the floor; infinity on the mirrored roof.
    private static func level(_ value: Double, perDecade factor: Double) -> Double {
        guard value > 0 else { return floor }
        return min(max(factor * log10(value), floor), -floor)
    }
}

import Foundation

/// Sines for oracles.
enum Wave {
    static func sine(_ angle: Double) -> Double { sin(angle) }

    /// The Gaussian at a distance, for kernels of a known width.
    static func bell(_ x: Double, _ sigma: Double) -> Double { exp(-x * x / (2 * sigma * sigma)) }
}

import Foundation

/// Sounds of a studio, the same at every run: noises of known level and shape, and speech-like bursts with pauses.
package struct Room {
    /// SplitMix64: every test hears the same noise.
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    private static func linear(_ decibels: Double) -> Double { pow(10, decibels / 20) }

    private mutating func uniform() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((value ^ (value >> 31)) >> 11) / Double(1 << 53) * 2 - 1
    }

    /// White noise of an RMS level; uniform, whose RMS is its peak over √3.
    package mutating func white(_ decibels: Double, seconds: Double, rate: Int = 48_000) -> [Float] {
        let amplitude = Self.linear(decibels) * 3.0.squareRoot()
        return (0..<Int(seconds * Double(rate))).map { _ in Float(amplitude * uniform()) }
    }

    /// Noise that falls with frequency (one pole at 200 Hz), scaled to an RMS level: a room with air conditioning.
    package mutating func room(_ decibels: Double, seconds: Double, rate: Int = 48_000) -> [Float] {
        let pole = exp(-2 * .pi * 200 / Double(rate))
        var last = 0.0
        let raw = (0..<Int(seconds * Double(rate))).map { _ -> Double in
            last = pole * last + (1 - pole) * uniform()
            return last
        }
        let rms = (raw.reduce(0) { $0 + $1 * $1 } / Double(max(1, raw.count))).squareRoot()
        return raw.map { Float($0 / rms * Self.linear(decibels)) }
    }

    /// Bursts of 200 ms with a rising and falling envelope and 150 ms between them: harmonics of 140 Hz, as a voice has.
    /// The level is the RMS at the height of a burst.
    package static func speech(_ decibels: Double, seconds: Double, rate: Int = 48_000) -> [Float] {
        // Seven tones of amplitude 1/2 have a power of 7/8.
        let amplitude = linear(decibels) / (7.0 / 8).squareRoot()
        return (0..<Int(seconds * Double(rate))).map { frame in
            let time = Double(frame) / Double(rate)
            let inside = time.truncatingRemainder(dividingBy: 0.35)
            guard inside < 0.2 else { return 0 }
            let envelope = sin(.pi * inside / 0.2)
            let tones = (2...8).reduce(0.0) { $0 + sin(2 * .pi * 140 * Double($1) * time) / 2 }
            return Float(amplitude * envelope * tones)
        }
    }

    package static func mix(_ sounds: [Float]...) -> [Float] {
        let count = sounds.map(\.count).min() ?? 0
        return (0..<count).map { place in sounds.reduce(0) { $0 + $1[place] } }
    }

    /// Quieter by so many decibels.
    package static func quieter(_ sound: [Float], by decibels: Double) -> [Float] {
        sound.map { $0 * Float(linear(-decibels)) }
    }
}

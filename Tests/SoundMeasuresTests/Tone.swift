import Glibc

/// Test sounds, exact to the bit of a float.
enum Tone {
    static func sine(
        hertz: Double = 1000, decibels: Double, seconds: Double, rate: Int = 48_000, channels: Int = 1
    ) -> [Float] {
        let amplitude = pow(10, decibels / 20)
        let frames = Int(seconds * Double(rate))
        var samples: [Float] = []
        samples.reserveCapacity(frames * channels)
        for frame in 0..<frames {
            let value = Float(amplitude * sin(2 * .pi * hertz * Double(frame) / Double(rate)))
            for _ in 0..<channels { samples.append(value) }
        }
        return samples
    }

    static func interleave(_ left: [Float], _ right: [Float]) -> [Float] {
        zip(left, right).flatMap { [$0, $1] }
    }
}

import Glibc

/// Test sounds by chance that is the same at each run.
struct TestSound {
    private var state: UInt64

    init(seed: UInt64 = 1) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// Evenly between −1 and 1 (xorshift64*).
    mutating func uniform() -> Double {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Double((state &* 2_685_821_657_736_338_717) >> 11) / Double(1 << 52) - 1
    }

    /// White noise, its RMS in dBFS.
    mutating func white(decibels: Double, frames: Int) -> [Float] {
        let amplitude = pow(10, decibels / 20) * 3.0.squareRoot()
        return (0..<frames).map { _ in Float(amplitude * uniform()) }
    }

    /// Pink noise (Kellet's filter), its RMS in dBFS.
    mutating func pink(decibels: Double, frames: Int) -> [Float] {
        var (a, b, c) = (0.0, 0.0, 0.0)
        var raw: [Double] = []
        raw.reserveCapacity(frames)
        for _ in 0..<frames {
            let white = uniform()
            a = 0.99765 * a + white * 0.0990460
            b = 0.96300 * b + white * 0.2965164
            c = 0.57000 * c + white * 1.0526913
            raw.append(a + b + c + white * 0.1848)
        }
        let power = raw.reduce(0) { $0 + $1 * $1 } / Double(max(1, frames))
        let scale = pow(10, decibels / 20) / power.squareRoot()
        return raw.map { Float($0 * scale) }
    }

    /// Partials of a pitch in Hz, which may change; the loudest is the first. RMS in dBFS.
    static func harmonics(
        _ count: Int, decibels: Double, seconds: Double, rate: Int = 8000, rolloff: Double = 1,
        amplitude: (Double) -> Double = { _ in 1 }, pitch: (Double) -> Double
    ) -> [Float] {
        let frames = Int(seconds * Double(rate))
        let weights = (1...count).map { pow(Double($0), -rolloff) }
        let power = weights.reduce(0) { $0 + $1 * $1 / 2 }
        let scale = pow(10, decibels / 20) / power.squareRoot()
        var phase = 0.0
        return (0..<frames).map { frame in
            let time = Double(frame) / Double(rate)
            phase += pitch(time) / Double(rate)
            phase -= phase.rounded(.down)
            var sum = 0.0
            for (index, weight) in weights.enumerated() {
                sum += weight * sin(2 * .pi * phase * Double(index + 1) + Double(index))
            }
            return Float(sum * scale * amplitude(time))
        }
    }

    static func mix(_ sounds: [Float]...) -> [Float] {
        var sum = sounds[0]
        for sound in sounds.dropFirst() {
            for index in sum.indices { sum[index] += sound[index] }
        }
        return sum
    }
}

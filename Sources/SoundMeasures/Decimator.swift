import Glibc

/// One channel brought down to about 2000 samples a second: mains hum and its harmonics lie below 600 Hz, and a spectrum
/// that is fine enough to tell 50.0 Hz from 49.5 needs two seconds of sound.
struct Decimator: Sendable {
    /// The rate that comes out lies between this and half as much again, Hz; lower sources pass as they are.
    static let target = 2000.0

    /// Samples in for one sample out.
    let factor: Int
    private let taps: [Float]
    private var buffer: [Float]
    private var filled = 0

    /// `block` is the most samples that one call brings.
    init(rate: Int, block: Int) {
        factor = max(1, Int(Double(rate) / Self.target))
        taps = Self.lowPass(factor)
        buffer = Array(repeating: 0, count: taps.count + factor + block)
    }

    /// A windowed sinc (Blackman): flat to 0.3 of the rate that comes out, and from 0.7 on, which would fold onto what is
    /// looked at, 74 dB down.
    private static func lowPass(_ factor: Int) -> [Float] {
        guard factor > 1 else { return [1] }
        let count = 14 * factor + 1
        let half = Double(count - 1) / 2
        let raw = (0..<count).map { index -> Double in
            let place = Double(index) - half
            let turn = .pi * place / Double(factor)
            let sinc = turn == 0 ? 1 : sin(turn) / turn
            let angle = 2 * .pi * Double(index) / Double(count - 1)
            return sinc * (0.42 - 0.5 * cos(angle) + 0.08 * cos(2 * angle))
        }
        let sum = raw.reduce(0, +)
        return raw.map { Float($0 / sum) }
    }

    /// Takes samples in; what comes out goes into a ring whose length is a power of two, from `position` on.
    mutating func add(_ samples: Span<Float>, into ring: inout [Float], at position: inout Int) {
        let mask = ring.count - 1
        guard factor > 1 else {
            for index in samples.indices {
                ring[position & mask] = samples[index]
                position += 1
            }
            return
        }
        let (count, factor, length) = (samples.count, factor, taps.count)
        buffer.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, filled + count <= buffer.count else { return }
            samples.withUnsafeBufferPointer { source in
                if let from = source.baseAddress { memcpy(start + filled, from, count * 4) }
            }
            let end = filled + count
            var next = 0
            taps.withUnsafeBufferPointer { taps in
                guard let taps = taps.baseAddress else { return }
                while next + length <= end {
                    ring[position & mask] = DotProduct.of(taps, start + next, count: length)
                    position += 1
                    next += factor
                }
            }
            memmove(start, start + next, (end - next) * 4)
            filled = end - next
        }
    }
}

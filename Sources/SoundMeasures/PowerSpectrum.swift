import Glibc

/// The power at each frequency of a stretch of sound, through a Hann window. All memory is taken once.
struct PowerSpectrum: Sendable {
    /// Samples of a stretch; a power of two.
    let length: Int
    private let window: [Float]
    /// e^(−2πi k / length) for the first half of k.
    private let cosines: [Float], sines: [Float]
    private let reversed: [Int]
    private var real: [Float], imaginary: [Float]
    /// For each of `length / 2` bins. The bins of a sine's main lobe add up to its power, half of its amplitude's square,
    /// wherever between two bins it lies.
    private(set) var power: [Float]

    init(length: Int) {
        self.length = length
        let half = length / 2
        window = (0..<length).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(length))) }
        cosines = (0..<half).map { Float(cos(2 * .pi * Double($0) / Double(length))) }
        sines = (0..<half).map { Float(-sin(2 * .pi * Double($0) / Double(length))) }
        let bits = half.trailingZeroBitCount
        reversed = (0..<half).map { index in
            (0..<bits).reduce(0) { $0 | ((index >> $1) & 1) << (bits - 1 - $1) }
        }
        real = Array(repeating: 0, count: half)
        imaginary = real
        power = real
    }

    /// Takes `length` samples out of a ring that holds as many, from its oldest on.
    mutating func measure(_ ring: [Float], from oldest: Int) {
        let half = length / 2
        // A real transform as a complex one of half the length: even samples real, odd ones imaginary.
        for index in 0..<half {
            let (even, odd) = (2 * index, 2 * index + 1)
            let place = reversed[index]
            real[place] = ring[(oldest + even) & (length - 1)] * window[even]
            imaginary[place] = ring[(oldest + odd) & (length - 1)] * window[odd]
        }
        transform(half)
        unpack(half)
    }

    /// Cooley and Tukey, radix 2, in place; the input is in bit-reversed order.
    private mutating func transform(_ count: Int) {
        let (cosines, sines) = (cosines, sines)
        real.withUnsafeMutableBufferPointer { real in
            imaginary.withUnsafeMutableBufferPointer { imaginary in
                var span = 1
                while span < count {
                    // The table is of the double length.
                    let step = count / span
                    var group = 0
                    while group < count {
                        for offset in 0..<span {
                            let (cosine, sine) = (cosines[offset * step], sines[offset * step])
                            let (low, high) = (group + offset, group + offset + span)
                            let (x, y) = (real[high], imaginary[high])
                            let (turnedX, turnedY) = (x * cosine - y * sine, x * sine + y * cosine)
                            real[high] = real[low] - turnedX
                            imaginary[high] = imaginary[low] - turnedY
                            real[low] += turnedX
                            imaginary[low] += turnedY
                        }
                        group += 2 * span
                    }
                    span *= 2
                }
            }
        }
    }

    /// Takes even and odd samples apart again, and scales: a Hann window passes 3/8 of the power.
    private mutating func unpack(_ half: Int) {
        let scale = 2 / (0.375 * Float(length) * Float(length))
        power[0] = 0
        for bin in 1..<half {
            let mirror = half - bin
            let evenX = (real[bin] + real[mirror]) / 2
            let evenY = (imaginary[bin] - imaginary[mirror]) / 2
            let oddX = (imaginary[bin] + imaginary[mirror]) / 2
            let oddY = (real[mirror] - real[bin]) / 2
            let x = evenX + oddX * cosines[bin] - oddY * sines[bin]
            let y = evenY + oddX * sines[bin] + oddY * cosines[bin]
            power[bin] = (x * x + y * y) * scale
        }
    }
}

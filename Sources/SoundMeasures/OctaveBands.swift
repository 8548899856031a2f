import Glibc

/// The power of a short stretch of sound in octave bands (125 Hz and up), for two channels at a time.
///
/// A fast Fourier transform over a Hann window of about 40 ms. Two channels of real samples are the two halves of one
/// complex transform, which costs half of two.
package struct OctaveBands: Sendable {
    /// The middle of the lowest band, Hz. Below it are footsteps, handling and hum, which come and go.
    package static let lowest = 125.0
    /// The lowest level that is told apart from none, dB: below the noise of any 16-bit sound in one octave.
    package static let floor = -120.0

    /// How many samples of a channel one measurement takes.
    package let frames: Int
    /// The middles of the bands, Hz.
    package let centres: [Double]
    /// Which bins make each band; they do not overlap.
    private let bins: [Range<Int>]
    private let window: [Float]
    /// From the transform's sum to the mean square of the samples.
    private let scale: Double
    /// Of the stage with `half` butterflies a group, at `half + index`.
    private let cosines: [Float], sines: [Float]
    private let order: [Int]
    private var real: [Float], imaginary: [Float]

    /// nil of a rate too low for a single band.
    package init?(rate: Int) {
        guard rate >= 2000 else { return nil }
        // The largest power of two within 50 ms: 2048 at 48 kHz.
        var size = 64
        while Double(size * 2) <= Double(rate) * 0.05 { size *= 2 }
        let width = Double(rate) / Double(size)
        var (centres, bins): ([Double], [Range<Int>]) = ([], [])
        var centre = Self.lowest
        while centre * 2.0.squareRoot() <= Double(rate) / 2, centres.count < NoiseFingerprint.mostBands {
            let edges = [centre / 2.0.squareRoot(), centre * 2.0.squareRoot()].map {
                Int(($0 / width).rounded())
            }
            centres.append(centre)
            bins.append(edges[0]..<max(edges[0] + 1, edges[1]))
            centre *= 2
        }
        let window = (0..<size).map { Float(0.5 - 0.5 * cos(2 * .pi * (Double($0) + 0.5) / Double(size))) }
        let energy = window.reduce(0.0) { $0 + Double($1) * Double($1) }
        frames = size
        self.centres = centres
        self.bins = bins
        self.window = window
        scale = 2 / (Double(size) * energy)
        var (cosines, sines) = (
            Array(repeating: Float(1), count: size), Array(repeating: Float(0), count: size)
        )
        var half = 1
        while half < size {
            for index in 0..<half {
                let angle = -Double.pi * Double(index) / Double(half)
                cosines[half + index] = Float(cos(angle))
                sines[half + index] = Float(sin(angle))
            }
            half *= 2
        }
        self.cosines = cosines
        self.sines = sines
        let bits = size.trailingZeroBitCount
        order = (0..<size).map { index in
            (0..<bits).reduce(0) { $0 | ((index >> $1) & 1) << (bits - 1 - $1) }
        }
        real = Array(repeating: 0, count: size)
        imaginary = real
    }

    /// The mean square of each band of both channels, which hold `frames` samples or more; what is no number gives none.
    package mutating func powers(_ one: Span<Float>, _ other: Span<Float>) -> [[Double]] {
        guard one.count >= frames, other.count >= frames else { return [[], []] }
        for index in 0..<frames {
            let place = order[index]
            real[place] = one[index] * window[index]
            imaginary[place] = other[index] * window[index]
        }
        transform()
        return bins.map { range in
            var (first, second) = (0.0, 0.0)
            for bin in range {
                let mirror = frames - bin
                let (sum, difference) = (real[bin] + real[mirror], imaginary[bin] - imaginary[mirror])
                let (cross, turn) = (imaginary[bin] + imaginary[mirror], real[mirror] - real[bin])
                first += Double(sum * sum + difference * difference)
                second += Double(cross * cross + turn * turn)
            }
            return [first * scale / 4, second * scale / 4]
        }.transposed
    }

    /// Cooley and Tukey's, radix 2, in place; the samples lie in bit-reversed order.
    private mutating func transform() {
        let size = frames
        real.withUnsafeMutableBufferPointer { real in
            imaginary.withUnsafeMutableBufferPointer { imaginary in
                cosines.withUnsafeBufferPointer { cosines in
                    sines.withUnsafeBufferPointer { sines in
                        var half = 1
                        while half < size {
                            for group in stride(from: 0, to: size, by: 2 * half) {
                                var index = 0
                                while half >= 8, index < half {
                                    Self.eight(real, imaginary, cosines, sines, group + index, half, index)
                                    index += 8
                                }
                                while index < half {
                                    Self.one(real, imaginary, cosines, sines, group + index, half, index)
                                    index += 1
                                }
                            }
                            half *= 2
                        }
                    }
                }
            }
        }
    }

    private static func one(
        _ real: UnsafeMutableBufferPointer<Float>, _ imaginary: UnsafeMutableBufferPointer<Float>,
        _ cosines: UnsafeBufferPointer<Float>, _ sines: UnsafeBufferPointer<Float>, _ upper: Int, _ half: Int,
        _ index: Int
    ) {
        let lower = upper + half
        let (cosine, sine) = (cosines[half + index], sines[half + index])
        let turnedReal = real[lower] * cosine - imaginary[lower] * sine
        let turnedImaginary = real[lower] * sine + imaginary[lower] * cosine
        real[lower] = real[upper] - turnedReal
        imaginary[lower] = imaginary[upper] - turnedImaginary
        real[upper] += turnedReal
        imaginary[upper] += turnedImaginary
    }

    /// Eight butterflies beside each other.
    private static func eight(
        _ real: UnsafeMutableBufferPointer<Float>, _ imaginary: UnsafeMutableBufferPointer<Float>,
        _ cosines: UnsafeBufferPointer<Float>, _ sines: UnsafeBufferPointer<Float>, _ upper: Int, _ half: Int,
        _ index: Int
    ) {
        let (rawReal, rawImaginary) = (
            UnsafeMutableRawBufferPointer(real), UnsafeMutableRawBufferPointer(imaginary)
        )
        let (up, low, turn) = (upper * 4, (upper + half) * 4, (half + index) * 4)
        let cosine = UnsafeRawBufferPointer(cosines).loadUnaligned(
            fromByteOffset: turn, as: SIMD8<Float>.self)
        let sine = UnsafeRawBufferPointer(sines).loadUnaligned(fromByteOffset: turn, as: SIMD8<Float>.self)
        let lowReal = rawReal.loadUnaligned(fromByteOffset: low, as: SIMD8<Float>.self)
        let lowImaginary = rawImaginary.loadUnaligned(fromByteOffset: low, as: SIMD8<Float>.self)
        let upReal = rawReal.loadUnaligned(fromByteOffset: up, as: SIMD8<Float>.self)
        let upImaginary = rawImaginary.loadUnaligned(fromByteOffset: up, as: SIMD8<Float>.self)
        let turnedReal = lowReal * cosine - lowImaginary * sine
        let turnedImaginary = lowReal * sine + lowImaginary * cosine
        rawReal.storeBytes(of: upReal - turnedReal, toByteOffset: low, as: SIMD8<Float>.self)
        rawImaginary.storeBytes(of: upImaginary - turnedImaginary, toByteOffset: low, as: SIMD8<Float>.self)
        rawReal.storeBytes(of: upReal + turnedReal, toByteOffset: up, as: SIMD8<Float>.self)
        rawImaginary.storeBytes(of: upImaginary + turnedImaginary, toByteOffset: up, as: SIMD8<Float>.self)
    }

    /// A power as a level, dB, no lower than the floor; what is no number is nil.
    package static func level(_ power: Double) -> Double? {
        power.isFinite ? max(floor, Decibels.power(power)) : nil
    }
}

extension [[Double]] {
    /// Pairs a band as bands a channel.
    fileprivate var transposed: [[Double]] { (0..<2).map { side in map { $0[side] } } }
}

import Glibc

/// Bands of light in one complex number a cell: how strong, how many over the height, and whether all four strips of
/// the picture show the same, as light does and things that move do not.
struct FlickerBands: Sendable {
    /// Cells darker than this many codes show no modulation.
    private static let darkest = 8.0
    /// Bands over the height: 120 Hz in a read-out of a whole frame at 24 Hz are 5.
    static let mostBands = 7.0

    struct Peak: Sendable {
        var bands: Double
        /// Of the mean level, in percent.
        var modulation: Double
        /// The error of the mean over the strips, in percent.
        var error: Double
    }

    private let real: [Double]
    private let imaginary: [Double]
    private let isLit: [Bool]

    init(real: [Double], imaginary: [Double], level: [Double]) {
        isLit = level.map { $0 >= Self.darkest }
        self.real = zip(real, level).map { $1 >= Self.darkest ? $0 / $1 : 0 }
        self.imaginary = zip(imaginary, level).map { $1 >= Self.darkest ? $0 / $1 : 0 }
    }

    /// The strongest in a range of band numbers: coarse steps, then fine ones. Light that the shutter reads from top
    /// to bottom has a positive number; a global shutter shows 0.
    func peak(_ range: ClosedRange<Double>) -> Peak? {
        let coarse = strongest(stride(from: range.lowerBound, through: range.upperBound, by: 0.25))
        guard let coarse else { return nil }
        let near = max(range.lowerBound, coarse.bands - 0.25)...min(range.upperBound, coarse.bands + 0.25)
        return strongest(stride(from: near.lowerBound, through: near.upperBound, by: 1.0 / 32)) ?? coarse
    }

    private func strongest(_ numbers: StrideThrough<Double>) -> Peak? {
        var best: Peak?
        for number in numbers {
            guard let peak = peak(number) else { return nil }
            if peak.modulation > best?.modulation ?? -1 { best = peak }
        }
        return best
    }

    private func peak(_ bands: Double) -> Peak? {
        let (rows, strips) = (FlickerRows.rows, FlickerRows.strips)
        var sums: [(Double, Double)] = []
        for strip in 0..<strips {
            let step = -2 * Double.pi * bands / Double(rows)
            let (turnCosine, turnSine) = (cos(step), sin(step))
            var (x, y) = (cos(step / 2), sin(step / 2))
            var (a, b, count) = (0.0, 0.0, 0)
            for row in 0..<rows {
                let cell = row * strips + strip
                if isLit[cell] {
                    a += real[cell] * x - imaginary[cell] * y
                    b += real[cell] * y + imaginary[cell] * x
                    count += 1
                }
                (x, y) = (x * turnCosine - y * turnSine, x * turnSine + y * turnCosine)
            }
            // A strip that is mostly dark says nothing.
            if count * 2 >= rows { sums.append((a / Double(count), b / Double(count))) }
        }
        guard !sums.isEmpty else { return nil }
        let count = Double(sums.count)
        let (a, b) = (sums.reduce(0) { $0 + $1.0 } / count, sums.reduce(0) { $0 + $1.1 } / count)
        let spread = sums.reduce(0) { $0 + ($1.0 - a) * ($1.0 - a) + ($1.1 - b) * ($1.1 - b) }
        let error = sums.count < 2 ? 0 : (spread / (count * (count - 1))).squareRoot()
        return Peak(bands: bands, modulation: 100 * (a * a + b * b).squareRoot(), error: 100 * error)
    }
}

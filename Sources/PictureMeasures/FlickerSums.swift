import Glibc

/// Running sums of row profiles for a least-squares fit, so that seconds of frames cost the memory of one: each cell
/// is taken for a level, a slow trend and a sine at twice the mains frequency, at the frames' own times.
///
/// The sine's true frequency is used, far above the frame rate: sampled at the frames' times it is its own alias,
/// whatever the rate is, dropped frames included.
struct FlickerSums: Sendable {
    /// Of light, twice the mains frequency.
    let light: Double
    /// level, trend, cosine, sine: the sums of their products, and of their products with each cell.
    private var products = [Double](repeating: 0, count: 16)
    private var cells = [Double](repeating: 0, count: 4 * FlickerRows.count)

    init(mains: Double) { light = 2 * mains }

    /// - Parameters:
    ///   - profile: less the first profile, so that small changes keep their digits.
    ///   - time: seconds since the first.
    mutating func add(_ profile: [Double], at time: Double) {
        let angle = 2 * Double.pi * light * time
        let terms = [1, time, cos(angle), sin(angle)]
        for row in 0..<4 { for column in 0..<4 { products[row * 4 + column] += terms[row] * terms[column] } }
        cells.withUnsafeMutableBufferPointer { cells in
            for (row, term) in terms.enumerated() {
                let start = row * FlickerRows.count
                for cell in 0..<FlickerRows.count { cells[start + cell] += term * profile[cell] }
            }
        }
    }

    /// Each cell's level, and the sine's cosine and sine part; nil while the frames' times cannot tell the sine from
    /// a level or a trend: it stands still, or has hardly moved.
    func fit(base: [Double]) -> (level: [Double], cosine: [Double], sine: [Double])? {
        guard let inverse = Self.inverse(products) else { return nil }
        let frames = products[0]
        // Ideal times give the sine's parts a variance of 2 over the frames; a fit many times worse is none.
        guard inverse[10] * frames / 2 < 12, inverse[15] * frames / 2 < 12 else { return nil }
        let count = FlickerRows.count
        let part = { (row: Int) in
            (0..<count).map { cell in
                (0..<4).reduce(0) { $0 + inverse[row * 4 + $1] * cells[$1 * count + cell] }
            }
        }
        return (meanLevel(base: base), part(2), part(3))
    }

    /// Each cell's mean over the frames.
    func meanLevel(base: [Double]) -> [Double] {
        let frames = products[0]
        return (0..<FlickerRows.count).map { base[$0] + cells[$0] / frames }
    }

    /// Gauss and Jordan, with pivots; nil for a singular matrix.
    private static func inverse(_ matrix: [Double]) -> [Double]? {
        var left = matrix
        var right = (0..<16).map { $0 % 5 == 0 ? 1.0 : 0 }
        let largest = matrix.map(abs).max() ?? 0
        for column in 0..<4 {
            let pivot = (column..<4).max { abs(left[$0 * 4 + column]) < abs(left[$1 * 4 + column]) } ?? column
            guard abs(left[pivot * 4 + column]) > largest * 1e-9 else { return nil }
            for index in 0..<4 {
                left.swapAt(pivot * 4 + index, column * 4 + index)
                right.swapAt(pivot * 4 + index, column * 4 + index)
            }
            let scale = 1 / left[column * 4 + column]
            for index in 0..<4 {
                left[column * 4 + index] *= scale
                right[column * 4 + index] *= scale
            }
            for row in 0..<4 where row != column {
                let factor = left[row * 4 + column]
                for index in 0..<4 {
                    left[row * 4 + index] -= factor * left[column * 4 + index]
                    right[row * 4 + index] -= factor * right[column * 4 + index]
                }
            }
        }
        return right
    }
}

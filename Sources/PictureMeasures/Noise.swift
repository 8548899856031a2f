/// The sensor's noise, as the standard deviation of a pixel over time in code values.
///
/// The difference of two pictures has √2 times the noise of one. It is read in the flattest quarter of 16 × 9 blocks,
/// where a small movement changes nothing, from the median of its absolute values, which a passing hand does not
/// move; each block's mean change (light) is taken off first. Rounding to codes adds a variance of 1/12 a picture,
/// which is taken off; so noise under about half a code comes out as 0.
package struct Noise: Sendable {
    private static let across = 16
    private static let down = 9

    private var last: PictureSample?

    package init() {}

    /// Nil for a first picture, after a change of format, or where no block is between black and white.
    package mutating func step(_ sample: PictureSample) -> Double? {
        defer { last = sample }
        guard let last, last.columns == sample.columns, last.rows == sample.rows, sample.columns >= 64,
            sample.rows >= 36
        else { return nil }
        let flat = Self.flatBlocks(sample)
        guard !flat.isEmpty else { return nil }
        var histogram = [Int](repeating: 0, count: 64 * 16)
        var count = 0
        for block in flat { count += Self.add(block, sample, last, to: &histogram) }
        guard let median = Self.median(histogram, count) else { return nil }
        let deviation = median / 0.6745
        // Of two pictures, each rounded, and of the dither.
        return max(0, (deviation * deviation - 3.0 / 12) / 2).squareRoot()
    }

    private struct Block {
        var columns: Range<Int>
        var rows: Range<Int>
        var roughness: Double
    }

    /// The quarter of the blocks that varies least, black and white ones left out: there noise is cut off.
    private static func flatBlocks(_ sample: PictureSample) -> [Block] {
        let least = sample.range.code(ofFull: 20)
        let most = sample.range.code(ofFull: 235)
        var blocks: [Block] = []
        for row in 0..<down {
            for column in 0..<across {
                let columns = column * sample.columns / across..<(column + 1) * sample.columns / across
                let rows = row * sample.rows / down..<(row + 1) * sample.rows / down
                let (mean, roughness) = spread(sample, columns, rows)
                guard mean > least, mean < most else { continue }
                blocks.append(Block(columns: columns, rows: rows, roughness: roughness))
            }
        }
        blocks.sort { $0.roughness < $1.roughness }
        return Array(blocks.prefix(across * down / 4))
    }

    /// Mean and variance, one row in two.
    private static func spread(
        _ sample: PictureSample, _ columns: Range<Int>, _ rows: Range<Int>
    ) -> (mean: Double, variance: Double) {
        var (sum, squares, count) = (Int32(0), Int32(0), 0)
        sample.luma.withUnsafeBufferPointer { luma in
            for row in stride(from: rows.lowerBound, to: rows.upperBound, by: 2) {
                let line = row * sample.columns
                for place in line + columns.lowerBound..<line + columns.upperBound {
                    let code = Int32(luma[place])
                    sum &+= code
                    squares &+= code &* code
                }
                count += columns.count
            }
        }
        let mean = Double(sum) / Double(max(1, count))
        return (mean, Double(squares) / Double(max(1, count)) - mean * mean)
    }

    /// Adds the differences of a block's every other row to a histogram of sixteenths of a code, spread by a dither of one code so that the
    /// median is not bound to whole codes. Answers how many.
    private static func add(
        _ block: Block, _ sample: PictureSample, _ last: PictureSample, to histogram: inout [Int]
    ) -> Int {
        sample.luma.withUnsafeBufferPointer { mine in
            last.luma.withUnsafeBufferPointer { theirs in
                var sum = 0
                let rows = stride(from: block.rows.lowerBound, to: block.rows.upperBound, by: 2)
                var count = 0
                for row in rows {
                    let line = row * sample.columns
                    count &+= block.columns.count
                    for place in line + block.columns.lowerBound..<line + block.columns.upperBound {
                        sum &+= Int(mine[place]) &- Int(theirs[place])
                    }
                }
                let mean = 16 * sum / max(1, count)
                var dither = 0
                for row in rows {
                    let line = row * sample.columns
                    for place in line + block.columns.lowerBound..<line + block.columns.upperBound {
                        // Sixteenths in a scattered order, half of them above zero.
                        dither = (dither &+ 7) & 15
                        let change = 16 &* (Int(mine[place]) &- Int(theirs[place])) &+ dither &- 8
                        histogram[min(histogram.count - 1, abs(change &- mean))] &+= 1
                    }
                }
                return count
            }
        }
    }

    private static func median(_ histogram: [Int], _ count: Int) -> Double? {
        var below = 0
        for (place, number) in histogram.enumerated() {
            if number > 0, 2 * (below + number) >= count {
                // Between the bounds of the class, by its share.
                let share = (Double(count) / 2 - Double(below)) / Double(number)
                return (Double(place) - 0.5 + share) / 16
            }
            below += number
        }
        return nil
    }
}

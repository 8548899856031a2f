/// The lines of one mains frequency in a spectrum: which of them stand out of what is beside them.
struct MainsComb: Sendable {
    /// One multiple of the mains; a line that does not stand has no power.
    struct Line: Hashable, Sendable {
        var power: Float = 0
        /// What the band of the line would hold without it.
        var floor: Float = 0
    }

    /// What one look found.
    struct Look: Hashable, Sendable {
        var lines: [Line]
        /// The mains as it really is, Hz; 0 where no line stands.
        var mains = 0.0
    }

    /// The tenth of 60 Hz is what the decimated sound still holds undamped.
    static let mostLines = 10
    /// How far the mains may be off, Hz; the grids keep 0.2, a generator does not.
    private static let tolerance = 0.5
    private static let step = 0.05
    /// How far a line may lie from its place, Hz: what a spectrum of two seconds can tell.
    private static let exactness = 0.3
    /// A Hann window's main lobe, and a bin more, on each side.
    private static let lobe = 3
    /// How far a line must stand out (6 dB), as a ratio of powers.
    private static let prominence: Float = 4
    /// Less is the rounding of single precision: −120 dBFS.
    private static let least: Float = 1e-12
    /// How far on each side no other line may stand that comes near its power (6 dB), Hz: the side lines of a vibrato do.
    private static let solitude = 7.0
    /// How far on each side the floor is looked for, Hz.
    private static let neighbourhood = 10.0

    let mains: Double
    let lines: Int
    private let binWidth: Double

    init(mains: Double, binWidth: Double, bins: Int) {
        self.mains = mains
        self.binWidth = binWidth
        let highest = (Double(bins) * binWidth - 2 * Self.neighbourhood) / mains
        lines = max(0, min(Self.mostLines, Int(highest)))
    }

    var nothing: Look { Look(lines: Array(repeating: Line(), count: lines)) }

    /// Finds the mains nearest to which most lines stand, and writes them down.
    func look(_ power: [Float], into look: inout Look) {
        look.mains = 0
        for line in 0..<lines { look.lines[line] = Line(power: 0, floor: floor(power, line)) }
        var (best, offset) = (0.0, 0.0)
        var candidate = -Self.tolerance
        while candidate <= Self.tolerance + 1e-9 {
            var score = 0.0
            for line in 0..<lines {
                let place = (mains + candidate) * Double(line + 1)
                guard let found = standing(power, at: place, floor: look.lines[line].floor) else { continue }
                score += min(
                    40, Decibels.power(Double(found.power / max(look.lines[line].floor, Self.least))))
            }
            if score > best { (best, offset) = (score, candidate) }
            candidate += Self.step
        }
        guard best > 0 else { return }
        var (weighted, weights) = (0.0, 0.0)
        for line in 0..<lines {
            let place = (mains + offset) * Double(line + 1)
            guard let found = standing(power, at: place, floor: look.lines[line].floor) else { continue }
            look.lines[line].power = found.power
            // A line's multiple tells the mains so many times finer.
            weighted += found.frequency
            weights += Double(line + 1)
        }
        look.mains = weighted / weights
    }

    /// The middle of what lies around a line, for the band of a line; the line itself is too narrow to move it.
    private func floor(_ power: [Float], _ line: Int) -> Float {
        let middle = Int((mains * Double(line + 1) / binWidth).rounded())
        let reach = Int(Self.neighbourhood / binWidth)
        let range = max(1, middle - reach)...min(power.count - 1, middle + reach)
        // The value that half of the bins are below, by halving between the extremes: no copy, no sorting.
        var (low, high): (Float, Float) = (0, 0)
        for bin in range { high = max(high, power[bin]) }
        for _ in 0..<40 {
            let guess = low > 0 ? (low * high).squareRoot() : high * 1e-6
            var below = 0
            for bin in range where power[bin] < guess { below += 1 }
            if 2 * below < range.count { low = guess } else { high = guess }
            if low > 0, high < low * 1.01 { break }
        }
        // The power of a bin of noise is distributed exponentially: its mean is its median by ln 2.
        return high / 0.6931 * Float(2 * Self.lobe + 1)
    }

    /// The line at a place, if one stands there.
    private func standing(_ power: [Float], at place: Double, floor: Float) -> (
        power: Float, frequency: Double
    )? {
        let wanted = Int((place / binWidth).rounded())
        let reach = max(Self.lobe + 7, Int(Self.solitude / binWidth) + 1)
        guard wanted > reach, wanted + reach < power.count else { return nil }
        var bin = wanted
        for near in (wanted - 1)...(wanted + 1) where power[near] > power[bin] { bin = near }
        let (before, top, after) = (power[bin - 1], power[bin], power[bin + 1])
        guard top > before, top > after, top > Self.least else { return nil }
        // Where between the bins the top is, for a Hann window.
        let ratio = Double((max(before, after) / top).squareRoot())
        let shift = (2 * ratio - 1) / (1 + ratio)
        let frequency = (Double(bin) + (after > before ? shift : -shift)) * binWidth
        guard (frequency - place).magnitude <= Self.exactness else { return nil }
        var (inside, left, right): (Float, Float, Float) = (0, 0, 0)
        for offset in -Self.lobe...Self.lobe { inside += power[bin + offset] }
        for offset in (Self.lobe + 1)...(Self.lobe + 6) {
            left += power[bin - offset]
            right += power[bin + offset]
        }
        for offset in (Self.lobe + 1)..<reach {
            guard max(power[bin - offset], power[bin + offset]) * 4 < top else { return nil }
        }
        // The seven bins of the lobe against six on each side.
        let beside = max(left, right) * 7 / 6
        guard inside > Self.prominence * max(floor, beside) else { return nil }
        return (max(0, inside - floor), frequency)
    }
}

/// How loud the last half minute was, 400 ms at a time, and so what its pauses and its voices are: the quietest tenth is
/// the noise floor, the loudest tenth the speech.
package struct LevelHistory: Sendable {
    /// Seconds that are remembered.
    static let span = 30.0
    /// Seconds from one stretch to the next; they overlap by three quarters.
    static let hop = 0.1
    /// Stretches that a tenth is taken of, at least: three seconds.
    static let least = 26

    /// The level of each stretch, dB; `NaN` for digital zeros.
    private var ring: [Double]
    private var slot = 0
    /// Those that are no digital zeros, quietest first.
    private var sorted: [Double] = []
    private var zeros = 0

    init() {
        let count = Int(Self.span / Self.hop)
        ring = Array(repeating: .nan, count: count)
        sorted.reserveCapacity(count)
    }

    /// Takes the level of a stretch, dBFS; `nil` for one with digital zeros in it, which are no noise of any room.
    mutating func add(_ level: Double?) {
        let old = ring[slot]
        if !old.isNaN {
            sorted.remove(at: place(of: old))
        } else if sorted.count + zeros == ring.count {
            zeros -= 1
        }
        let new = level ?? .nan
        ring[slot] = new
        slot = (slot + 1) % ring.count
        if new.isNaN { zeros += 1 } else { sorted.insert(new, at: place(of: new)) }
    }

    /// What the half minute came to.
    package struct Report: Hashable, Sendable {
        /// The level that a tenth of the time is below, and the one that a tenth is above, dBFS.
        package var floor: Double
        package var loud: Double
    }

    /// `nil` before three seconds of sound were heard, and where the quietest tenth is digital zeros: a gate, or a mute,
    /// has taken the noise away.
    var report: Report? {
        guard heard >= Self.least, rank(0.1) > zeros else { return nil }
        return Report(floor: sorted[rank(0.1) - zeros - 1], loud: sorted[rank(0.9) - zeros - 1])
    }

    /// Whether digital zeros are why there is no report.
    var isZeros: Bool { heard >= Self.least && rank(0.1) <= zeros }

    private var heard: Int { sorted.count + zeros }

    /// The nearest rank, from 1 on; zeros come first.
    private func rank(_ share: Double) -> Int { max(1, Int((share * Double(heard)).rounded(.up))) }

    private func place(of level: Double) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < level { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

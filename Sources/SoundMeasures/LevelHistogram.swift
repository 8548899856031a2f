/// Levels counted in steps of a tenth of a decibel, for sound of any length.
struct LevelHistogram: Sendable {
    private static let lowest = -144.0
    private static let step = 0.1

    private var counts = Array(repeating: 0, count: 1700)
    private var zeros = 0
    private var heard = 0

    /// `nil`: digital zeros.
    mutating func add(_ level: Double?) {
        heard += 1
        guard let level else {
            zeros += 1
            return
        }
        let place = Int(((level - Self.lowest) / Self.step).rounded())
        counts[min(counts.count - 1, max(0, place))] += 1
    }

    var isLong: Bool { heard >= LevelHistory.least }

    /// As `LevelHistory.report`.
    var report: LevelHistory.Report? {
        guard heard >= LevelHistory.least, rank(0.1) > zeros else { return nil }
        return LevelHistory.Report(floor: level(rank(0.1)), loud: level(rank(0.9)))
    }

    private func rank(_ share: Double) -> Int { max(1, Int((share * Double(heard)).rounded(.up))) }

    private func level(_ rank: Int) -> Double {
        var sum = zeros
        for (place, count) in counts.enumerated() {
            sum += count
            if sum >= rank { return Self.lowest + Double(place) * Self.step }
        }
        return Self.lowest
    }
}

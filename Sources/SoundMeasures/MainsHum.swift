/// The hum of the mains in one channel: sharp lines at 50 or 60 Hz and their multiples, there at every look.
///
/// Each half second two seconds are looked at. A voice or an instrument has lines too, but not on this grid for
/// seconds on end; a note whose own pitch is a multiple of the mains (100, 120, 150 Hz) has only every second or third
/// line of it, so that what counts is the fundamental, or three lines that no multiple of the mains explains.
package struct MainsHum: Sendable {
    /// What was found; `mains` is 0 and `level` the floor of all levels where nothing hums.
    package struct Report: Hashable, Sendable {
        /// 50, 60, or 0.
        package var mains: Int
        /// The lines together, as RMS, dBFS.
        package var level: Double
        /// The lines together over the floor of the bands (3.4 Hz wide) that they stand in, dB.
        package var over: Double

        static let nothing = Report(mains: 0, level: Decibels.floor, over: 0)
    }

    /// Looks that are remembered, and in how many of them a line must stand to be there.
    private static let looks = 6
    private static let needed = 5
    /// How much a line may change between looks, as a ratio of powers (9 dB): what fades is a note.
    private static let steadiness: Float = 8
    /// How much the mains may change between looks, Hz.
    private static let constancy = 0.2
    /// Looks (20 s) that it takes where only even multiples stand: a rectifier's buzz, or somebody's long note.
    private static let neededEven = 40

    private var decimator: Decimator
    private var spectrum: PowerSpectrum
    private var ring: [Float]
    private var position = 0
    private var analysed = 0
    private let hop: Int
    private let combs: [MainsComb]
    /// Of each look, newest at `slot`, the lines of both combs.
    private var history: [[MainsComb.Look]]
    private var slot = 0
    private var count = 0
    private var evenRuns = [0, 0]
    package private(set) var report: Report?

    /// `block` is the most samples that one call brings.
    package init(rate: Int, block: Int) {
        decimator = Decimator(rate: rate, block: block)
        let lowered = Double(rate) / Double(decimator.factor)
        // Two seconds or a little more, as a power of two: 4096 at about 2000 Hz.
        var length = 256
        while Double(length) < lowered * 1.4 { length *= 2 }
        spectrum = PowerSpectrum(length: length)
        ring = Array(repeating: 0, count: length)
        hop = length / 4
        let width = lowered / Double(length)
        combs = [50.0, 60].map { MainsComb(mains: $0, binWidth: width, bins: length / 2) }
        history = combs.map { comb in Array(repeating: comb.nothing, count: Self.looks) }
    }

    package mutating func add(_ samples: Span<Float>) {
        decimator.add(samples, into: &ring, at: &position)
    }

    /// Looks, when half a second has passed since the last time.
    package mutating func update() {
        guard position >= ring.count, position - analysed >= hop else { return }
        analysed = position
        spectrum.measure(ring, from: position & (ring.count - 1))
        slot = (slot + 1) % Self.looks
        count = min(count + 1, Self.looks)
        for index in combs.indices { combs[index].look(spectrum.power, into: &history[index][slot]) }
        guard count >= Self.needed else { return }
        report = combs.indices.compactMap { found($0) }.max { $0.level < $1.level } ?? .nothing
    }

    /// What one comb has had at nearly every look.
    private mutating func found(_ index: Int) -> Report? {
        let (comb, looks) = (combs[index], history[index])
        var (power, floor): (Float, Float) = (0, 0)
        var (lines, divisor) = (0, 0)
        var hasFundamental = false
        for line in 0..<comb.lines {
            guard let steady = Self.steady(looks, line) else { continue }
            power += steady.power
            floor += steady.floor
            lines += 1
            divisor = Self.greatestCommonDivisor(divisor, line + 1)
            if line == 0 { hasFundamental = true }
        }
        let isConstant = Self.isConstant(looks)
        evenRuns[index] = isConstant && lines >= 3 && divisor == 2 ? evenRuns[index] + 1 : 0
        let isHum = hasFundamental || (lines >= 3 && divisor == 1) || evenRuns[index] >= Self.neededEven
        guard isConstant, isHum, power > 0 else { return nil }
        return Report(
            mains: Int(comb.mains), level: Decibels.power(Double(power)),
            over: Decibels.power(Double(power / max(floor, .leastNormalMagnitude))))
    }

    /// The middle of a line's looks, where it stands in enough of them and as high.
    private static func steady(_ looks: [MainsComb.Look], _ line: Int) -> MainsComb.Line? {
        var standing = 0
        var (least, most) = (Float.infinity, Float(0))
        var (power, floor): (Float, Float) = (0, 0)
        for look in looks where look.lines[line].power > 0 {
            standing += 1
            least = min(least, look.lines[line].power)
            most = max(most, look.lines[line].power)
            power += look.lines[line].power
            floor += look.lines[line].floor
        }
        guard standing >= needed, most <= least * steadiness else { return nil }
        return MainsComb.Line(power: power / Float(standing), floor: floor / Float(standing))
    }

    private static func isConstant(_ looks: [MainsComb.Look]) -> Bool {
        var (least, most) = (Double.infinity, -Double.infinity)
        for look in looks where look.mains > 0 {
            least = min(least, look.mains)
            most = max(most, look.mains)
        }
        return most - least <= constancy
    }

    private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
        other == 0 ? one : greatestCommonDivisor(other, one % other)
    }
}

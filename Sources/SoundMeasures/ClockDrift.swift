/// How much faster or slower than this computer's clock a microphone delivers: its crystal against ours, in parts per
/// million, from how many frames had come at which time.
///
/// What arrives is late by chance and never early, so only the most punctual arrival of each stretch of time counts, and
/// the slope through those is the median of the slopes of all pairs (Theil and Sen), which a few late ones cannot bend.
package struct ClockDrift: Sendable {
    /// What the clocks came to.
    package struct Report: Hashable, Sendable {
        /// Parts per million; positive where the microphone is faster.
        package var partsPerMillion: Double
        /// Its standard error.
        package var error: Double
        /// Hours until sound and picture part by 40 ms, which is seen on lips (proposed default); at most 1000.
        package var hours: Double {
            min(1000, 0.040 / max(partsPerMillion.magnitude * 1e-6, 1e-12) / 3600)
        }
    }

    /// A report whose standard error is not below this is none, ppm.
    package static let greatestError = 20.0
    /// Seconds that any report takes.
    package static let least = 15.0
    /// A delivery that is so far off, seconds, is no late one: something was lost or held back.
    private static let lost = 0.25
    /// Points that are kept; when they are full, each two become one.
    private static let capacity = 64

    private struct Point: Sendable {
        var at = 0.0
        /// Seconds that the frames are behind the clock.
        var late = Double.infinity
    }

    private let rate: Double
    private var points: [Point] = []
    private var slopes: [Double] = []
    private var current = Point()
    /// Seconds a point stands for.
    private var stretch = 1.0
    private var began: (seconds: Double, frames: Double)?
    private var newest = 0.0
    package private(set) var report: Report?

    package init(rate: Int) {
        self.rate = Double(max(rate, 1))
        points.reserveCapacity(Self.capacity)
        slopes.reserveCapacity(Self.capacity * (Self.capacity - 1) / 2)
    }

    /// Begins anew: after a hole nobody knows how many frames are missing.
    package mutating func restart() {
        points.removeAll(keepingCapacity: true)
        current = Point()
        stretch = 1
        began = nil
        report = nil
    }

    /// At `seconds` of a clock that never jumps, `frames` had come in all.
    package mutating func add(frames: Int, at seconds: Double) {
        guard let began else {
            self.began = (seconds, Double(frames))
            newest = 0
            return
        }
        let at = seconds - began.seconds
        let late = at - (Double(frames) - began.frames) / rate
        let expected = points.last?.late ?? (current.late.isFinite ? current.late : late)
        guard at >= newest, (late - expected).magnitude < Self.lost else {
            restart()
            self.began = (seconds, Double(frames))
            newest = 0
            return
        }
        newest = at
        if late < current.late { current = Point(at: at, late: late) }
        guard at >= Double(points.count + 1) * stretch else { return }
        points.append(current)
        current = Point()
        if points.count == Self.capacity { halve() }
        if at >= Self.least { report = estimate() }
    }

    /// Twice the time a point: the more punctual of each two stays.
    private mutating func halve() {
        for index in 0..<(points.count / 2) {
            let (one, other) = (points[2 * index], points[2 * index + 1])
            points[index] = one.late <= other.late ? one : other
        }
        points.removeLast(points.count - points.count / 2)
        stretch *= 2
    }

    private mutating func estimate() -> Report? {
        let count = points.count
        guard count >= 8, let first = points.first, let last = points.last, last.at > first.at else {
            return nil
        }
        slopes.removeAll(keepingCapacity: true)
        for (index, one) in points.enumerated() {
            for other in points[(index + 1)...] where other.at > one.at {
                slopes.append((other.late - one.late) / (other.at - one.at))
            }
        }
        let slope = Self.median(&slopes)
        // How far the points lie from the line, and whether neighbours do so together, which tells less than it seems.
        slopes.removeAll(keepingCapacity: true)
        for point in points { slopes.append(point.late - slope * point.at) }
        let mean = slopes.reduce(0, +) / Double(count)
        var (squares, together) = (0.0, 0.0)
        for index in slopes.indices {
            squares += (slopes[index] - mean) * (slopes[index] - mean)
            if index > 0 { together += (slopes[index] - mean) * (slopes[index - 1] - mean) }
        }
        let likeness = squares > 0 ? min(0.9, max(0, together / squares)) : 0
        let spread = (squares / Double(count - 2) * (1 + likeness) / (1 - likeness)).squareRoot()
        let error = spread * (12 / Double(count)).squareRoot() / (last.at - first.at)
        guard error * 1e6 < Self.greatestError else { return nil }
        return Report(partsPerMillion: -slope * 1e6, error: error * 1e6)
    }

    private static func median(_ values: inout [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        values.sort()
        let middle = values.count / 2
        return values.count.isMultiple(of: 2) ? (values[middle - 1] + values[middle]) / 2 : values[middle]
    }
}

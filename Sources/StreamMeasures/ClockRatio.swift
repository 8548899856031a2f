/// The media clock against the wall clock: how many seconds of media a second of time brings.
/// YouTube complains of 0.994 within seconds (field report); rule clock.rate warns at 0.2 %.
///
/// A line through 60 s of points (arrival, media time). Delay only ever makes a packet late, so of every
/// second only the packet that is furthest ahead counts (the one least delayed), and points that lie well
/// below the first line (a stall that was caught up) are left out of the second.
package struct ClockRatio: Sendable {
    /// Seconds of the window, and how long it must be before there is a value.
    package static let window = 60.0
    package static let minimum = 10.0
    /// Points later than this behind the line are a stall, not the clock. Seconds.
    private static let stall = 0.02

    private struct Point {
        var wall: Double
        var ahead: Double
    }

    private var origin: (arrival: UInt64, media: Double)?
    private var points: [Point] = []
    private var bucket = -1

    package init() {}

    /// A packet of the reference stream; a break in the timeline begins anew.
    package mutating func add(arrival: UInt64, seconds: Double, isBreak: Bool) {
        if isBreak { self = Self() }
        let origin = origin ?? (arrival, seconds)
        self.origin = origin
        guard arrival >= origin.arrival else { return }
        let wall = Double(arrival - origin.arrival) / 1e9
        let point = Point(wall: wall, ahead: seconds - origin.media - wall)
        if Int(wall) != bucket {
            bucket = Int(wall)
            points.append(point)
            while let first = points.first, wall - first.wall > Self.window { points.removeFirst() }
        } else if let last = points.last, point.ahead > last.ahead {
            points[points.count - 1] = point
        }
    }

    /// Media seconds a wall second; nil before there are 10 s of points.
    package var value: Double? {
        // The first second holds whatever the server had kept for us, the last is not yet whole.
        let used = Array(points.dropFirst().dropLast())
        guard let first = used.first, let last = used.last, last.wall - first.wall >= Self.minimum - 1.5,
            let all = Line(used)
        else { return nil }
        let offsets = used.map { abs($0.ahead - all.at($0.wall)) }.sorted()
        // 4.4 = 3 sigma from a median of absolute deviations (1.4826 each).
        let limit = max(Self.stall, 4.4 * offsets[offsets.count / 2])
        let kept = used.filter { $0.ahead - all.at($0.wall) > -limit }
        return 1 + (Line(kept) ?? all).slope
    }

    /// Least squares.
    private struct Line {
        var slope: Double
        var meanWall: Double, meanAhead: Double

        init?(_ points: [Point]) {
            guard points.count >= 3 else { return nil }
            let count = Double(points.count)
            let meanWall = points.reduce(0) { $0 + $1.wall } / count
            let meanAhead = points.reduce(0) { $0 + $1.ahead } / count
            let spread = points.reduce(0) { $0 + ($1.wall - meanWall) * ($1.wall - meanWall) }
            guard spread > 0 else { return nil }
            slope = points.reduce(0) { $0 + ($1.wall - meanWall) * ($1.ahead - meanAhead) } / spread
            (self.meanWall, self.meanAhead) = (meanWall, meanAhead)
        }

        func at(_ wall: Double) -> Double { meanAhead + slope * (wall - meanWall) }
    }
}

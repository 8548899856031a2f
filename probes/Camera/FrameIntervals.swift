import StudioModel
import Video4Linux

/// The distances of a stream's frames by the driver's own stamps, and whether those stamps can be trusted. Times are
/// nanoseconds.
package struct FrameIntervals: Sendable {
    /// Seconds looked back over, and seconds at the start that say nothing.
    static let window = 5.0
    static let warmUp = 1.0
    /// Fewer distances make no percentile.
    static let least = 20

    private struct Entry {
        var at: Double
        /// Seconds a frame, lost frames counted in; nil for one that has no predecessor to measure from.
        var interval: Double?
        var wentBack: Bool
    }

    private var entries: [Entry] = []
    private var last: FilledBuffer?
    private var lastArrival = 0.0
    private var start: Double?
    private(set) var clock: BufferClock?
    /// A stamp this far from the clock it names is on another clock.
    private static let farAway = 10.0
    private(set) var isFarFromClock = false
    /// Since the stream began.
    private(set) var stepsBack = 0

    package init() {}

    /// Enters a frame that arrived at `now` seconds. One that is marked as damaged is passed over: drivers leave its
    /// stamp at zero, or as it was.
    package mutating func note(_ frame: FilledBuffer, at now: Double) {
        start = start ?? now
        if frame.isDamaged { return }
        clock = frame.clock
        isFarFromClock =
            frame.clock == .monotonic && abs(Double(frame.timestamp) / 1e9 - now) > Self.farAway
        defer { (last, lastArrival) = (frame, now) }
        guard let last else { return }
        let step = frame.sequence &- last.sequence
        // A repeated number (vivid gives one when it is late) is no frame of its own.
        if step == 0 { return }
        let advance = step < 0x8000_0000 ? Double(step) : 1
        let wentBack = frame.timestamp <= last.timestamp
        if wentBack { stepsBack += 1 }
        // Over the end of 64 bits the difference is still right, only the order is not.
        let stamped = Double(frame.timestamp &- last.timestamp) / 1e9
        let distance = stamped > 0 && stamped < 60 && frame.clock != .unknown ? stamped : now - lastArrival
        let isYoung = now - (start ?? now) < Self.warmUp
        entries.append(Entry(at: now, interval: isYoung ? nil : distance / advance, wentBack: wentBack))
        let outside = entries.prefix { $0.at < now - Self.window }.count
        if outside > 0 { entries.removeFirst(outside) }
    }

    package struct Figures: Equatable, Sendable {
        /// Seconds.
        package var median: Double
        package var p95: Double
        package var p99: Double
        package var longest: Double
        /// The 99th percentile of the distance to the median, in medians.
        package var jitter: Double
    }

    /// Nil while there are too few frames to say.
    package var figures: Figures? {
        let sorted = entries.compactMap(\.interval).sorted()
        guard sorted.count >= Self.least, let longest = sorted.last else { return nil }
        let median = Self.percentile(sorted, 0.5)
        guard median > 0 else { return nil }
        let deviations = sorted.map { abs($0 - median) }.sorted()
        return Figures(
            median: median, p95: Self.percentile(sorted, 0.95), p99: Self.percentile(sorted, 0.99),
            longest: longest, jitter: Self.percentile(deviations, 0.99) / median)
    }

    /// Nearest rank.
    private static func percentile(_ sorted: [Double], _ share: Double) -> Double {
        sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
    }

    /// What there is to say.
    var outcomes: [Metric: Outcome] {
        let stepsBack = entries.count(where: \.wentBack)
        var outcomes: [Metric: Outcome] = [
            "camera.timestamps": clock == nil
                ? .absent("no whole frame came yet")
                : .text(clock == .unknown ? "unknown" : isFarFromClock ? "wrong-clock" : "ok"),
            "camera.timestamps.backwards": .number(Double(stepsBack)),
        ]
        let young = Outcome.absent("needs \(Self.least) frames after the first second")
        let figures = figures
        let milliseconds: [(Metric, Double?)] = [
            ("camera.interval.p50", figures?.median), ("camera.interval.p95", figures?.p95),
            ("camera.interval.p99", figures?.p99), ("camera.interval.max", figures?.longest),
        ]
        for (metric, seconds) in milliseconds {
            outcomes[metric] = seconds.map { .number($0 * 1000) } ?? young
        }
        outcomes["camera.jitter.ratio"] = figures.map { .number($0.jitter) } ?? young
        outcomes["camera.gap.ratio"] = figures.map { .number($0.longest / $0.median) } ?? young
        return outcomes
    }

    static let metrics: [Metric] = [
        "camera.timestamps", "camera.timestamps.backwards", "camera.interval.p50", "camera.interval.p95",
        "camera.interval.p99", "camera.interval.max", "camera.jitter.ratio", "camera.gap.ratio",
    ]
}

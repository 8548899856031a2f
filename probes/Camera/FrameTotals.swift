import StudioModel
import Video4Linux

/// What one stream delivered since it began: counts that leave nothing out.
struct FrameTotals: Sendable {
    private(set) var frames = 0
    private(set) var lost = 0
    private(set) var flagged = 0
    private(set) var short = 0
    private(set) var broken = 0
    private(set) var unfilled = 0
    private var stepsBack = 0
    /// The newest with a number, and the newest with a stamp.
    private var last: FilledBuffer?
    private var whole: FilledBuffer?
    private(set) var lastFault: String?
    /// Bytes and the instant of the newest sizes, for a rate over some seconds.
    private var sizes: [(at: Double, bytes: Int)] = []

    mutating func note(_ frame: FilledBuffer, _ fault: FrameInspector.Fault?, at now: Double) {
        frames += 1
        if frame.isUnfilled { unfilled += 1 } else { number(frame) }
        switch fault {
        case .flagged: flagged += 1
        case .size(let words): (short, lastFault) = (short + 1, words)
        case .structure(let words): (broken, lastFault) = (broken + 1, words)
        case nil: break
        }
        sizes.append((now, frame.bytesUsed))
        let outside = sizes.prefix { $0.at < now - 5 }.count
        if outside > 0 { sizes.removeFirst(outside) }
    }

    /// A damaged frame has its number, for it may be the only one of it, but its stamp is not trusted.
    private mutating func number(_ frame: FilledBuffer) {
        if let last {
            let step = frame.sequence &- last.sequence
            if step < 0x8000_0000 { lost += max(0, Int(step) - 1) }
        }
        last = frame
        if frame.isDamaged { return }
        if let whole, frame.sequence != whole.sequence, frame.timestamp <= whole.timestamp { stepsBack += 1 }
        whole = frame
    }

    /// Of the last five seconds; nil while too young to say.
    var bytesPerSecond: Double? {
        guard let first = sizes.first, let last = sizes.last, last.at - first.at >= 1 else { return nil }
        return Double(sizes.dropFirst().reduce(0) { $0 + $1.bytes }) / (last.at - first.at)
    }

    static let metrics: [Metric] = [
        "camera.total.frames", "camera.total.lost", "camera.total.flagged", "camera.total.short",
        "camera.total.broken", "camera.total.unfilled", "camera.total.backwards", "camera.frames.fault",
    ]

    var outcomes: [Metric: Outcome] {
        [
            "camera.total.frames": .number(Double(frames)), "camera.total.lost": .number(Double(lost)),
            "camera.total.flagged": .number(Double(flagged)), "camera.total.short": .number(Double(short)),
            "camera.total.broken": .number(Double(broken)),
            "camera.total.unfilled": .number(Double(unfilled)),
            "camera.total.backwards": .number(Double(stepsBack)),
            "camera.frames.fault": .text(lastFault ?? "none"),
        ]
    }
}

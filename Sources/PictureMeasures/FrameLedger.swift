/// The bookkeeping of a running stream: which frames came, which are missing, which were damaged. Times are seconds
/// on a clock that never steps back, taken when the frame was fetched.
package struct FrameLedger: Sendable {
    /// Rates are means over this long.
    package static let window = 5.0
    /// Frames right after the start say nothing about the rate: exposure and the driver's queue settle.
    package static let warmUp = 1.0
    /// A rate over less than this is not said.
    package static let leastSpan = 2.0

    private struct Entry {
        var time: Double
        /// How far the camera's own counter went since the frame before: 1 in a whole stream, 0 for a repeat.
        var advance: Int
        var isDamaged: Bool
    }

    private let start: Double
    private let nominalPeriod: Double
    private var entries: [Entry] = []
    private var lastSequence: UInt32?
    package private(set) var firstFrame: Double?
    package private(set) var lastFrame: Double?

    /// - Parameter nominalRate: Hz, as the driver promises it; nil when it does not say.
    package init(start: Double, nominalRate: Double?) {
        self.start = start
        nominalPeriod = nominalRate.map { 1 / max(0.1, $0) } ?? 0.2
    }

    /// - Parameter sequence: nil for a buffer that came back empty, without a number of its own: damage, and no frame.
    package mutating func note(sequence: UInt32?, isDamaged: Bool, at time: Double) {
        var advance = 0
        if let sequence {
            // The counter has 32 bits and wraps. Zero is a repeated number (vivid does that when it is late), and half
            // the circle or more is a counter that went back: neither is loss.
            let step = lastSequence.map { sequence &- $0 } ?? 1
            advance = step < 0x8000_0000 ? Int(step) : 1
            lastSequence = sequence
        }
        entries.append(Entry(time: time, advance: advance, isDamaged: isDamaged))
        if sequence != nil { (firstFrame, lastFrame) = (firstFrame ?? time, time) }
        // The newest entry before the window stays as the anchor the first interval starts from.
        let outside = entries.prefix { $0.time < time - Self.window }.count
        if outside > 1 { entries.removeFirst(outside - 1) }
    }

    package struct Figures: Equatable, Sendable {
        /// Whole frames a second that reached us; nil while too young to say.
        package var delivered: Double?
        /// Frames a second by the camera's own counter, lost ones included; nil without two frames to compare.
        package var sensor: Double?
        /// Missing numbers in the last second.
        package var lost: Int
        /// Damaged frames in the last second.
        package var damaged: Int
        /// Seconds since the last frame, or since the start when none came.
        package var age: Double
        /// Seconds from the start to the first frame.
        package var firstFrameAfter: Double?
    }

    package func figures(at now: Double) -> Figures {
        let recent = entries.reversed().prefix { $0.time > now - 1 }
        // The very first frame has no predecessor to have lost anything.
        let lost = recent.reduce(0) { $0 + max(0, $1.advance - 1) }
        let rates = rates(at: now)
        return Figures(
            delivered: rates?.delivered, sensor: rates?.sensor, lost: lost,
            damaged: recent.count { $0.isDamaged }, age: max(0, now - (lastFrame ?? start)),
            firstFrameAfter: firstFrame.map { $0 - start })
    }

    private func rates(at now: Double) -> (delivered: Double, sensor: Double?)? {
        guard let firstFrame, let lastFrame else {
            return now - start >= Self.leastSpan ? (0, nil) : nil
        }
        let from = max(firstFrame + Self.warmUp, now - Self.window)
        // Whole intervals only: from the last frame before `from` to the last frame. A pause before the window is
        // cut at the window; a pause after the last frame counts as soon as it is longer than a frame should take.
        guard let anchor = entries.last(where: { $0.time < from })?.time ?? entries.first?.time else {
            return nil
        }
        let begin = max(anchor, from - nominalPeriod)
        let end = max(lastFrame, now - nominalPeriod)
        guard end - begin >= Self.leastSpan else { return nil }
        let counted = entries.filter { $0.time > anchor && $0.time >= from - nominalPeriod }
        let whole = counted.count { !$0.isDamaged }
        let advanced = counted.reduce(0) { $0 + $1.advance }
        return (Double(whole) / (end - begin), counted.isEmpty ? nil : Double(advanced) / (end - begin))
    }
}

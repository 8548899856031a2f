/// The GOP in seconds: from key frame to key frame by decoding time.
package struct GroupLength: Sendable {
    /// With fewer than two key frames seen, the open group is a lower bound. It is told once it is longer
    /// than every platform allows (4 s: YouTube, Facebook), never before: a small bound would read as a short
    /// GOP.
    private static let telling = 4.0

    private var keyTime: Double?
    private var newest: Double?
    private var complete: Double?
    private var isFromKey = false

    package init() {}

    /// A video packet at its place on the media timeline.
    package mutating func add(isKey: Bool, seconds: Double, isBreak: Bool) {
        if isBreak { (keyTime, complete) = (nil, nil) }
        newest = seconds
        if isKey {
            // Two slices or fields of one picture may both be marked: a group has a length.
            if let keyTime, isFromKey, seconds - keyTime > 0.001 { complete = seconds - keyTime }
            keyTime = seconds
        } else if keyTime == nil {
            keyTime = seconds  // joined within a group: its part seen so far is the lower bound
            isFromKey = false
        }
        if isKey { isFromKey = true }
    }

    /// The last whole group, or the running one when it is already longer. nil until known.
    package var seconds: Double? {
        guard let keyTime, let newest else { return nil }
        let open = newest - keyTime
        if let complete { return max(complete, open) }
        return open > Self.telling ? open : nil
    }
}

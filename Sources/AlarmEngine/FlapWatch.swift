import StudioModel

/// Counts how often an alarm is raised and cleared.
struct FlapWatch: Sendable {
    private var raises: [Instant] = []
    private(set) var isFlapping = false

    mutating func raised(at instant: Instant) {
        if raises.count == EngineTimes.flapPairs { raises.removeFirst() }
        raises.append(instant)
    }

    /// Whether the clear that is due now is one too many: the alarm then goes on standing as flapping.
    mutating func turnsFlapping(at now: Instant) -> Bool {
        guard !isFlapping, raises.count == EngineTimes.flapPairs,
            let first = raises.first, now.seconds(since: first) <= EngineTimes.flapWindow
        else { return false }
        isFlapping = true
        return true
    }

    mutating func quiet() {
        isFlapping = false
        raises.removeAll(keepingCapacity: true)
    }
}

import StudioModel

/// The samples of the last seconds of one metric, in bounded memory, and what they combine to.
struct SampleWindow: Sendable {
    /// More samples than this push the oldest out: memory stays bounded whatever a probe does.
    static let largest = 8192

    let window: Rule.Window
    /// The metric's period in seconds; 0 where it has none.
    let period: Double
    /// The combined value; `nil` until the window is full.
    private(set) var combined: Value?
    /// What the samples so far combine to, full or not.
    private(set) var part: Value?
    // Oldest first, from `head` on; what lies before it is dropped once it is half of all.
    private var instants: [Instant] = []
    private var amounts: [Double] = []
    private var head = 0
    private var newest: Value?
    /// The oldest sample since the last gap: a window is judged once it is full.
    private var startedAt: Instant?

    init(_ window: Rule.Window, period: Double) {
        self.window = window
        self.period = period
    }

    /// Takes a sample; one that comes late is put in its place.
    mutating func take(_ sample: Sample) {
        guard let amount = sample.value.amount else {
            // Words have no history: the newest is all.
            reset()
            (combined, part) = (sample.value, sample.value)
            return
        }
        // A value of another kind begins a window of its own.
        if let newest, newest.kind != sample.value.kind { reset() }
        if let last = instants.last, sample.at < last.advanced(by: -window.seconds) { return }
        startedAt = startedAt.map { min($0, sample.at) } ?? sample.at
        var place = instants.count
        while place > head, sample.at < instants[place - 1] { place -= 1 }
        if place == instants.count { newest = sample.value }
        instants.insert(sample.at, at: place)
        amounts.insert(amount, at: place)
        dropOld()
        part = combine()
        combined = isFull ? part : nil
    }

    /// Forgets everything: there was no value, and what comes next must not be mixed with what was.
    mutating func reset() {
        instants.removeAll(keepingCapacity: true)
        amounts.removeAll(keepingCapacity: true)
        head = 0
        newest = nil
        startedAt = nil
        (combined, part) = (nil, nil)
    }

    /// One period short is full: samples at 0, 1, 2, 3, 4 s cover five seconds.
    private var isFull: Bool {
        guard window.use.needsHistory else { return true }
        guard let last = instants.last, let startedAt else { return false }
        return last.seconds(since: startedAt) + period >= window.seconds - 1e-6
    }

    private func combine() -> Value? {
        guard let newest, let last = instants.last else { return nil }
        guard window.use.needsHistory else { return newest }
        let seconds = last.seconds(since: instants[head])
        return window.use.combine(amounts[head...], seconds: seconds).map {
            window.use.written($0, like: newest)
        }
    }

    private mutating func dropOld() {
        guard let last = instants.last else { return }
        let oldest = last.advanced(by: -window.seconds)
        while head < instants.count - 1, instants[head] <= oldest || instants.count - head > Self.largest {
            head += 1
        }
        guard head > 16, head > instants.count / 2 else { return }
        instants.removeFirst(head)
        amounts.removeFirst(head)
        head = 0
    }
}

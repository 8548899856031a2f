import StudioModel

/// The samples of the last seconds of one metric, in a ring of bounded size.
struct SampleWindow: Sendable {
    /// A reading faster than this many a window pushes the oldest out: memory stays bounded whatever a probe does.
    static let largest = 8192

    let window: Rule.Window
    /// The metric's period in seconds; 0 where it has none.
    let period: Double
    private var ring: [Sample]
    private var head = 0
    private var count = 0
    /// The oldest sample since the last gap: a window is judged once it is full.
    private var startedAt: Instant?

    init(_ window: Rule.Window, period: Double) {
        self.window = window
        self.period = period
        ring = []
        let expected = period > 0 ? window.seconds / period * 1.5 : 0
        ring.reserveCapacity(min(Self.largest, Int(min(expected, 1e6)) + 8))
    }

    /// Takes a sample; one that comes late is put in its place.
    mutating func take(_ sample: Sample) {
        if let newest = self[safe: count - 1], sample.at < newest.at.advanced(by: -window.seconds) { return }
        startedAt = startedAt.map { min($0, sample.at) } ?? sample.at
        makeRoom()
        if ring.count == count { ring.append(sample) }
        count += 1
        var place = count - 1
        while place > 0, sample.at < ring[position(place - 1)].at {
            ring[position(place)] = ring[position(place - 1)]
            place -= 1
        }
        ring[position(place)] = sample
        dropOld(newest: ring[position(count - 1)].at)
    }

    /// Forgets everything: there was no value, and what comes next must not be mixed with what was.
    mutating func reset() {
        head = 0
        count = 0
        startedAt = nil
    }

    /// The combined value; `nil` until the window is full.
    var combined: Value? {
        guard let newest = self[safe: count - 1], let startedAt else { return nil }
        // One period short is full: samples at 0, 1, 2, 3, 4 s cover five seconds.
        guard !window.use.needsHistory || newest.at.seconds(since: startedAt) + period >= window.seconds - 1e-6
        else { return nil }
        return window.use == .last ? newest.value : window.use.combine(Samples(window: self))
    }

    private mutating func makeRoom() {
        guard count == ring.count, count > 0 else { return }
        if count < Self.largest {
            // Straighten the ring, so that it can grow at its end.
            if head != 0 { ring = Array(ring[head...] + ring[..<head]) }
            head = 0
        } else {
            head = (head + 1) % ring.count
            count -= 1
        }
    }

    private mutating func dropOld(newest: Instant) {
        let oldest = newest.advanced(by: -window.seconds)
        while count > 1, ring[head].at <= oldest {
            head = (head + 1) % ring.count
            count -= 1
        }
    }

    private func position(_ index: Int) -> Int {
        let place = head + index
        return place < ring.count ? place : place - ring.count
    }

    private subscript(safe index: Int) -> Sample? { index >= 0 && index < count ? ring[position(index)] : nil }

    /// The ring as a collection, oldest first.
    struct Samples: RandomAccessCollection {
        let window: SampleWindow
        var startIndex: Int { 0 }
        var endIndex: Int { window.count }
        subscript(index: Int) -> Sample { window.ring[window.position(index)] }
    }
}

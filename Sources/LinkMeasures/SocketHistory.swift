/// The last seconds of samples of one connection: enough for the longest window, never more.
package struct SocketHistory: Sendable {
    private var samples: [SocketSample] = []
    /// Seconds kept.
    private let depth: Double

    package init(depth: Double) { self.depth = depth }

    package var latest: SocketSample? { samples.last }

    /// A sample of another connection empties the history first.
    package mutating func append(_ sample: SocketSample) {
        if let last = samples.last, last.identity != sample.identity || last.at >= sample.at {
            samples.removeAll(keepingCapacity: true)
        }
        samples.append(sample)
        // One sample older than the window stays, so that a pair can span all of it.
        while samples.count > 2, age(of: samples[1], at: sample) >= depth { samples.removeFirst() }
    }

    package mutating func clear() { samples.removeAll(keepingCapacity: true) }

    /// The newest sample and the one nearest to `seconds` before it. nil until a tenth of the window (and
    /// two samples) is there; a young pair spans less, and says so by its `seconds`.
    package func pair(over seconds: Double) -> SocketSamplePair? {
        guard let latest = samples.last else { return nil }
        let wanted = samples.dropLast().min {
            abs(age(of: $0, at: latest) - seconds) < abs(age(of: $1, at: latest) - seconds)
        }
        guard let wanted, age(of: wanted, at: latest) >= seconds / 10 else { return nil }
        return SocketSamplePair(wanted, latest)
    }

    private func age(of sample: SocketSample, at later: SocketSample) -> Double {
        Double(later.at - sample.at) / 1e9
    }
}

/// An interface's packet counters at one instant.
package struct LinkSample: Hashable, Sendable {
    /// CLOCK_MONOTONIC, nanoseconds.
    package var at: UInt64
    /// Packets received and sent.
    package var packets: UInt64
    /// Packets that were damaged or lost at this interface. Not those dropped for want of a protocol.
    package var errors: UInt64

    package init(at: UInt64, packets: UInt64, errors: UInt64) {
        self.at = at
        self.packets = packets
        self.errors = errors
    }
}

/// Errors and drops per packet over the last seconds.
package struct LinkErrorsRatio: Sendable {
    /// Below this many packets one bad packet would look like a trouble: rule N4's own minimum.
    package static let fewestPackets: UInt64 = 1000
    /// Seconds.
    package static let window = 10.0
    private var samples: [LinkSample] = []

    package init() {}

    /// The ratio (0...1) up to this sample; nil with too few packets to judge.
    package mutating func advance(to sample: LinkSample) -> Double? {
        if let last = samples.last, last.at >= sample.at || sample.packets < last.packets {
            samples.removeAll()  // the interface was made anew: its counters began again
        }
        samples.append(sample)
        while samples.count > 2, Double(sample.at - samples[1].at) / 1e9 >= Self.window {
            samples.removeFirst()
        }
        guard let first = samples.first,
            let packets = Counter.growth(from: first.packets, to: sample.packets),
            let errors = Counter.growth(from: first.errors, to: sample.errors),
            packets >= Self.fewestPackets
        else { return nil }
        return min(1, Double(errors) / Double(packets))
    }
}

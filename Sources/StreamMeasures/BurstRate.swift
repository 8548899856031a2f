/// The rate of a stream that comes a segment at a time (HLS): what a burst brought, over the media time it
/// brought. A window of arrival time would show a flood and then nothing.
package struct BurstRate: Sendable {
    /// Packets this far apart belong to two bursts. Nanoseconds.
    private static let gap: UInt64 = 300_000_000

    private var bytes = 0, frames = 0
    private var lastArrival: UInt64?
    private var burstStart: Double?, newest: Double?
    package private(set) var bitsPerSecond: Double?
    package private(set) var framesPerSecond: Double?
    private var bursts = 0
    private var mediaSeconds = 0.0

    package init() {}

    /// Seconds of media in a burst, on average: a segment's length, with a burst of two now and then.
    package var segmentSeconds: Double? { bursts > 1 ? mediaSeconds / Double(bursts - 1) : nil }

    /// `seconds`: the packet's place on the media timeline; nil where it has none.
    package mutating func add(_ packet: StreamPacket, seconds: Double?) {
        if let lastArrival, packet.arrival > lastArrival + Self.gap { closeBurst() }
        lastArrival = packet.arrival
        bytes += packet.size
        if packet.kind == .video { frames += 1 }
        guard let seconds else { return }
        if burstStart == nil { burstStart = seconds }
        newest = max(newest ?? seconds, seconds)
    }

    /// Ends a burst when nothing has come for a while.
    package mutating func advance(to now: UInt64) {
        if let lastArrival, now > lastArrival + Self.gap { closeBurst() }
    }

    /// The timeline broke: what was counted has no length.
    package mutating func restart() {
        (bytes, frames, burstStart, newest) = (0, 0, nil, nil)
    }

    private mutating func closeBurst() {
        guard bytes > 0, let burstStart, let newest else { return }
        defer {
            (bytes, frames) = (0, 0)
            self.burstStart = newest
        }
        let length = newest - burstStart
        // Less than this is a scrap: its rate would be noise.
        guard length >= 0.5 else { return }
        bursts += 1
        // The first burst is cut at its start, and may bring several segments.
        guard bursts > 1 else { return }
        bitsPerSecond = Double(bytes * 8) / length
        framesPerSecond = Double(frames) / length
        mediaSeconds += length
    }
}

/// Puts the channels of a decoded frame, which come one after the other, side by side.
struct FrameMixer: ~Copyable {
    /// Gets a whole frame: interleaved, by channel, and its rate in Hz.
    typealias Taker = (Span<Float>, [[Float]], Int) -> Void

    private var channels: [[Float]] = []
    private var frame: [Float] = []
    private var rate = 0
    /// Samples so far that were no numbers.
    private(set) var invalid = 0

    /// Takes one channel of a frame; the channels of a frame come in order, and the first of the next one completes it.
    /// What is no number, or infinite, is silence.
    mutating func add(_ samples: Span<Float>, channel: Int, rate: Int, whole: Taker) {
        if channel == 0 { flush(whole) }
        self.rate = rate
        var copy: [Float] = []
        copy.reserveCapacity(samples.count)
        for index in samples.indices {
            if !samples[index].isFinite { invalid += 1 }
            copy.append(samples[index].isFinite ? samples[index] : 0)
        }
        channels.append(copy)
    }

    /// Hands out the frame that waits for its successor, if there is one.
    mutating func flush(_ whole: Taker) {
        guard let count = channels.map(\.count).min(), count > 0 else { return channels.removeAll() }
        frame.removeAll(keepingCapacity: true)
        frame.reserveCapacity(count * channels.count)
        for index in 0..<count { for channel in channels { frame.append(channel[index]) } }
        whole(frame.span, channels.map { $0.count == count ? $0 : Array($0.prefix(count)) }, rate)
        channels.removeAll(keepingCapacity: true)
    }
}

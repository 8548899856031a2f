/// Puts the channels of a decoded frame, which come one after the other, side by side.
struct FrameMixer: ~Copyable {
    private var channels: [[Float]] = []
    private var frame: [Float] = []
    private var rate = 0

    /// Takes one channel of a frame; the channels of a frame come in order, and the first of the next one completes it.
    /// What is no number, or infinite, is silence.
    /// - Parameter whole: gets the interleaved samples, how many channels they are of, and their rate in Hz.
    mutating func add(
        _ samples: Span<Float>, channel: Int, rate: Int, whole: (Span<Float>, Int, Int) -> Void
    ) {
        if channel == 0 { flush(whole) }
        self.rate = rate
        var copy: [Float] = []
        copy.reserveCapacity(samples.count)
        for index in samples.indices { copy.append(samples[index].isFinite ? samples[index] : 0) }
        channels.append(copy)
    }

    /// Hands out the frame that waits for its successor, if there is one.
    mutating func flush(_ whole: (Span<Float>, Int, Int) -> Void) {
        guard let count = channels.map(\.count).min(), count > 0 else { return channels.removeAll() }
        frame.removeAll(keepingCapacity: true)
        frame.reserveCapacity(count * channels.count)
        for index in 0..<count { for channel in channels { frame.append(channel[index]) } }
        let number = channels.count
        channels.removeAll(keepingCapacity: true)
        whole(frame.span, number, rate)
    }
}

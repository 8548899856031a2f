/// The running measures of one channel, filled in pieces and read once a window.
struct ChannelLevel: Sendable {
    private(set) var peak: Float = 0
    private(set) var sums = BlockSums()
    private(set) var clips = 0
    private(set) var zeros = ExactZeros()
    private var clipRuns = ClipRuns()
    /// One window of this channel alone: the measures want neighbours in memory.
    private var scratch: [Float]

    init(windowFrames: Int) {
        scratch = Array(repeating: 0, count: windowFrames)
    }

    /// - Parameter also: gets the same samples and their peak.
    mutating func add(_ samples: Span<Float>, also: (Span<Float>, Float) -> Void) {
        let blockPeak = Peak.amplitude(of: samples)
        peak = max(peak, blockPeak)
        sums += BlockSums(samples)
        clips += clipRuns.add(samples, peak: blockPeak)
        zeros.add(samples, peak: blockPeak)
        also(samples, blockPeak)
    }

    /// Picks this channel out of interleaved frames; `count` is at most one window.
    mutating func add(
        channel: Int, of channels: Int, in block: Span<Float>, from position: Int, frames count: Int,
        also: (Span<Float>, Float) -> Void
    ) {
        var own: [Float] = []
        swap(&own, &scratch)
        own.withUnsafeMutableBufferPointer { target in
            block.withUnsafeBufferPointer { source in
                var offset = position * channels + channel
                for frame in 0..<min(count, target.count) {
                    target[frame] = source[offset]
                    offset += channels
                }
            }
        }
        add(own.span.extracting(first: count), also: also)
        swap(&own, &scratch)
    }

    /// Begins the next window; what spans windows (runs of zeros and of clipping) goes on.
    mutating func startWindow() {
        peak = 0
        sums = BlockSums()
        clips = 0
    }
}

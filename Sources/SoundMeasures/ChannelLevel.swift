/// The running measures of one channel, filled in pieces and read once a window.
struct ChannelLevel: Sendable {
    private(set) var peak: Float = 0
    private(set) var squares = 0.0
    private(set) var sum = 0.0
    private(set) var clips = 0
    private(set) var zeros = ExactZeros()
    private var clipRuns = ClipRuns()
    /// One window of this channel alone: the measures want neighbours in memory.
    private var scratch: [Float]

    init(windowFrames: Int) {
        scratch = Array(repeating: 0, count: windowFrames)
    }

    mutating func add(_ samples: Span<Float>) {
        let blockPeak = Peak.amplitude(of: samples)
        peak = max(peak, blockPeak)
        squares += SquareSum.of(samples)
        sum += SampleSum.of(samples)
        clips += clipRuns.add(samples, peak: blockPeak)
        zeros.add(samples, peak: blockPeak)
    }

    /// Picks this channel out of interleaved frames; `count` is at most one window.
    mutating func add(
        channel: Int, of channels: Int, in block: Span<Float>, from position: Int, frames count: Int
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
        add(own.span.extracting(first: count))
        swap(&own, &scratch)
    }

    /// Begins the next window; what spans windows (runs of zeros and of clipping) goes on.
    mutating func startWindow() {
        peak = 0
        squares = 0
        sum = 0
        clips = 0
    }
}

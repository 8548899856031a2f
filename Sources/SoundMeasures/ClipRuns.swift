/// Clipping of one channel: runs of at least six consecutive full-scale samples (testrtc's figure). A single
/// full-scale sample is a loud moment; six in a row are a flattened wave.
package struct ClipRuns: Sendable {
    /// The largest positive 16-bit sample; a converter that clips never shows 1.0 exactly.
    package static let fullScale: Float = 32767.0 / 32768.0
    /// Consecutive samples that make a run.
    package static let length = 6

    private var consecutive = 0

    package init() {}

    /// How many runs reached their sixth sample within this block; a run that spans blocks counts once. The
    /// caller already knows the peak, which lets a clean block pass without a scan.
    package mutating func add(_ samples: Span<Float>, peak: Float) -> Int {
        guard peak >= Self.fullScale else {
            if !samples.isEmpty { consecutive = 0 }
            return 0
        }
        var found = 0
        for index in samples.indices {
            if samples[index].magnitude >= Self.fullScale {
                consecutive += 1
                if consecutive == Self.length { found += 1 }
            } else {
                consecutive = 0
            }
        }
        return found
    }
}

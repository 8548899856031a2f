internal import CEBUR128
internal import SoundMeasures

/// Loudness after ITU-R BS.1770 and EBU R 128, measured by libebur128: one meter a sound, fed with interleaved
/// float frames. Values are LUFS; silence is `Decibels.floor`.
package struct LoudnessMeter: ~Copyable {
    /// What to keep for; every measure more costs time (momentary alone is four times cheaper than all but
    /// true peak).
    package struct Measures: OptionSet, Sendable {
        package let rawValue: Int32
        package init(rawValue: Int32) { self.rawValue = rawValue }

        package static let momentary = Measures(rawValue: Int32(bitPattern: EBUR128_MODE_M.rawValue))
        package static let shortTerm = Measures(rawValue: Int32(bitPattern: EBUR128_MODE_S.rawValue))
        package static let integrated = Measures(rawValue: Int32(bitPattern: EBUR128_MODE_I.rawValue))
        package static let range = Measures(rawValue: Int32(bitPattern: EBUR128_MODE_LRA.rawValue))
        package static let truePeak = Measures(rawValue: Int32(bitPattern: EBUR128_MODE_TRUE_PEAK.rawValue))
        /// Integrated loudness and range from histograms: constant memory however long the show.
        package static let bounded = Measures(rawValue: Int32(bitPattern: EBUR128_MODE_HISTOGRAM.rawValue))
    }

    /// Hz. libebur128 takes 16 and more; but its first filter turns at 1682 Hz, so that lower rates give no number, and
    /// the lowest let it write outside of its memory.
    private static let rates = 4000...2_822_400

    private let state: UnsafeMutablePointer<ebur128_state>
    package let channels: Int

    /// A single channel is counted twice ("dual mono"): viewers hear it from both loudspeakers, so a
    /// microphone reads what the same signal reads in the stereo programme.
    package init(channels: Int, rate: Int, measures: Measures = .momentary) throws(LoudnessError) {
        guard (1...64).contains(channels), Self.rates.contains(rate) else {
            throw .unusableFormat(channels: channels, rate: rate)
        }
        guard let state = ebur128_init(UInt32(channels), UInt(rate), measures.rawValue) else {
            throw .outOfMemory
        }
        self.state = state
        self.channels = channels
        if channels == 1 {
            _ = ebur128_set_channel(state, 0, Int32(bitPattern: EBUR128_DUAL_MONO.rawValue))
        }
    }

    deinit {
        var state: UnsafeMutablePointer<ebur128_state>? = self.state
        ebur128_destroy(&state)
    }

    /// Takes in whole frames; a torn last frame is left out.
    package mutating func add(_ block: Span<Float>) throws(LoudnessError) {
        let frames = block.count / channels
        guard frames > 0 else { return }
        let code = block.withUnsafeBufferPointer { ebur128_add_frames_float(state, $0.baseAddress, frames) }
        guard code == 0 else { throw .outOfMemory }
    }

    /// Loudness of the last 400 ms, ungated.
    package func momentary() throws(LoudnessError) -> Double {
        try read("momentary loudness") { ebur128_loudness_momentary(state, &$0) }
    }

    /// Loudness of the last 3 s, ungated.
    package func shortTerm() throws(LoudnessError) -> Double {
        try read("short-term loudness") { ebur128_loudness_shortterm(state, &$0) }
    }

    /// Loudness of the last milliseconds, ungated: at most 400, or 3000 where short-term loudness is measured.
    package func loudness(ofLast milliseconds: Int) throws(LoudnessError) -> Double {
        try read("momentary loudness") { ebur128_loudness_window(state, UInt(max(1, milliseconds)), &$0) }
    }

    /// Loudness of everything so far, gated at −70 LUFS and at −10 LU below the mean.
    package func integrated() throws(LoudnessError) -> Double {
        try read("integrated loudness") { ebur128_loudness_global(state, &$0) }
    }

    /// Loudness range, LU; not stable during the first 60 s (EBU Tech 3342).
    package func range() throws(LoudnessError) -> Double {
        var value = 0.0
        guard ebur128_loudness_range(state, &value) == 0 else { throw .notMeasured("loudness range") }
        return value
    }

    /// The highest true peak of all channels so far, dBTP.
    package func truePeak() throws(LoudnessError) -> Double {
        var highest = 0.0
        for channel in 0..<UInt32(channels) {
            var value = 0.0
            guard ebur128_true_peak(state, channel, &value) == 0 else { throw .notMeasured("true peak") }
            highest = max(highest, value)
        }
        return Decibels.amplitude(highest)
    }

    /// libebur128 says −infinity for silence, which no reading may carry.
    private func read(
        _ measure: String, _ call: (inout Double) -> Int32
    ) throws(LoudnessError) -> Double {
        var value = 0.0
        guard call(&value) == 0 else { throw .notMeasured(measure) }
        return value.isFinite ? max(value, Decibels.floor) : Decibels.floor
    }
}

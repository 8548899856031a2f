/// The slower measures of a sound: what the noise floor, the speech, the hum and the true peak are. One report a window
/// of `LevelMeter`, which feeds it.
struct SignalMeter: Sendable {
    /// What is measured of one channel.
    private struct Channel: Sendable {
        var truePeak: TruePeak
        var hum: MainsHum
        /// What the windows of the last 400 ms had.
        var sums: [BlockSums]
        /// The true peak of each window of the last second.
        var peaks: [Float]
    }

    private var channels: [Channel]
    private let windowFrames: Int
    private let hopWindows: Int
    private var zeros: [Bool]
    private var history = LevelHistory()
    private var windows = 0
    /// Whether the last window completed 400 ms, and their level; nil for digital zeros.
    private var isNewLevel = false
    private var newest: Double?

    init(rate: Int, channels: Int, windowFrames: Int) {
        func windows(_ seconds: Double) -> Int {
            max(1, Int((seconds * Double(rate) / Double(windowFrames)).rounded()))
        }
        self.windowFrames = windowFrames
        hopWindows = windows(LevelHistory.hop)
        zeros = Array(repeating: false, count: windows(0.4))
        let channel = Channel(
            truePeak: TruePeak(rate: rate, block: windowFrames),
            hum: MainsHum(rate: rate, block: windowFrames),
            sums: Array(repeating: BlockSums(), count: windows(0.4)),
            peaks: Array(repeating: 0, count: windows(1)))
        self.channels = Array(repeating: channel, count: channels)
    }

    /// Takes in at most a window of one channel.
    mutating func add(_ samples: Span<Float>, channel: Int, peak: Float) {
        channels[channel].truePeak.add(samples, peak: peak)
        channels[channel].hum.add(samples)
    }

    /// One channel's window is complete.
    mutating func close(channel: Int, sums: BlockSums) {
        channels[channel].sums[windows % zeros.count] = sums
        let peaks = channels[channel].peaks.count
        channels[channel].peaks[windows % peaks] = channels[channel].truePeak.take()
        channels[channel].hum.update()
    }

    /// The window is complete in every channel; `isZeros`: none of them carried anything.
    mutating func close(isZeros: Bool) {
        zeros[windows % zeros.count] = isZeros
        windows += 1
        isNewLevel = windows >= zeros.count && windows.isMultiple(of: hopWindows)
        guard isNewLevel else { return }
        newest = zeros.contains(true) ? nil : level
        history.add(newest)
    }

    /// Of the loudest channel over the last 400 ms.
    private var level: Double {
        var loudest = 0.0
        for channel in channels {
            var sums = BlockSums()
            for window in channel.sums { sums += window }
            loudest = max(loudest, sums.alternatingPower(of: windowFrames * zeros.count))
        }
        return Decibels.power(loudest)
    }

    /// Of the channels, that which hums most.
    var report: SignalReport {
        var (peak, hum): (Float, MainsHum.Report?) = (0, nil)
        for channel in channels {
            for window in channel.peaks { peak = max(peak, window) }
            if let found = channel.hum.report, found.level >= hum?.level ?? Decibels.floor { hum = found }
        }
        return SignalReport(
            truePeak: Decibels.amplitude(Double(peak)), levels: history.report, isZeros: history.isZeros,
            hum: hum, isNewLevel: isNewLevel, newest: newest)
    }
}

/// What the slower measures of a sound came to.
package struct SignalReport: Hashable, Sendable {
    /// The highest true peak of any channel in the last second, dBTP.
    package var truePeak: Double
    /// The floor and the speech of the last half minute, of the loudest channel, without its DC offset; nil before three
    /// seconds were heard, and where its pauses are digital zeros.
    package var levels: LevelHistory.Report?
    /// The quietest tenth of the last half minute is digital zeros.
    package var isZeros: Bool
    /// The mains hum of the last seconds; nil before four seconds were heard.
    package var hum: MainsHum.Report?
    /// Whether this window completed another 400 ms, and their level, dBFS; nil for digital zeros.
    var isNewLevel = false
    var newest: Double?
}

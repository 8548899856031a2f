/// All level measures of a sound at once, over blocks of interleaved float samples of any length.
///
/// One report a window (50 ms: 20 a second). With a `channel` chosen only that one is measured: a microphone
/// is a source and a channel. Nothing is allocated after `init`.
package struct LevelMeter: Sendable {
    /// What one window showed.
    package struct Report: Hashable, Sendable {
        /// Frames since the meter began, at the window's end.
        package var frame: Int
        /// Sample peak of the loudest channel, dBFS.
        package var peak: Double
        /// RMS of the loudest channel, dBFS: a full-scale sine is −3.01.
        package var rms: Double
        /// Every measured channel carried nothing for the last 400 ms; nil before 400 ms were heard.
        package var zeros: Bool?
        /// Clip runs that began in the last second, over all measured channels.
        package var clips: Int
        /// The largest DC offset of a measured channel over the last second, as a part of full scale; nil before a
        /// second was heard, and of samples that are no numbers.
        package var offset: Double?
        /// How the two channels stand to each other over the last second; nil before, and where not two are measured.
        package var image: StereoImage?
        /// The slower measures; nil where they were not asked for.
        package var signal: SignalReport?
    }

    /// How long nothing must be heard to be said as zeros, seconds.
    package static let zerosWindow = 0.4

    package let rate: Int
    package let channels: Int
    private let first: Int
    private let windowFrames: Int
    private let zerosFrames: Int
    private var levels: [ChannelLevel]
    /// What the windows of the last second had, and which one is the oldest.
    private var clipHistory: [Int]
    private var offsetHistory: [[Double]]
    private var pairHistory: [PairSums]
    private var slot = 0
    private var windows = 0
    private var pair = PairSums()
    private var signal: SignalMeter?
    private var filled = 0
    private var frames = 0

    /// `channel` counts from 0; one the sound does not have measures all of them.
    /// - Parameter everything: noise floor, hum and true peak too, which cost as much as all the rest.
    package init(
        rate: Int, channels: Int, channel: Int? = nil, window: Double = 0.05, everything: Bool = false
    ) {
        self.rate = max(rate, 1)
        self.channels = max(channels, 1)
        let chosen = channel.flatMap { (0..<max(channels, 1)).contains($0) ? $0 : nil }
        first = chosen ?? 0
        windowFrames = max(1, Int((Double(self.rate) * window).rounded()))
        zerosFrames = Int(Double(self.rate) * Self.zerosWindow)
        levels = Array(
            repeating: ChannelLevel(windowFrames: windowFrames), count: chosen == nil ? self.channels : 1)
        let second = max(1, Int((1 / window).rounded()))
        clipHistory = Array(repeating: 0, count: second)
        offsetHistory = levels.map { _ in Array(repeating: 0, count: second) }
        pairHistory = Array(repeating: PairSums(), count: second)
        if everything {
            signal = SignalMeter(rate: self.rate, channels: levels.count, windowFrames: windowFrames)
        }
    }

    /// Takes in whole frames (a torn last frame is left out) and calls `report` for every window they complete.
    package mutating func add(_ block: Span<Float>, report: (Report) -> Void) {
        let count = block.count / channels
        var position = 0
        while position < count {
            let stretch = min(windowFrames - filled, count - position)
            measure(block, from: position, frames: stretch)
            position += stretch
            filled += stretch
            frames += stretch
            if filled == windowFrames { report(closeWindow()) }
        }
    }

    private mutating func measure(_ block: Span<Float>, from position: Int, frames count: Int) {
        if channels == 1 {
            levels[0].add(block.extracting(position..<(position + count))) { samples, peak in
                signal?.add(samples, channel: 0, peak: peak)
            }
            return
        }
        if channels == 2, levels.count == 2 { pair.add(block, from: position, frames: count) }
        for index in levels.indices {
            levels[index].add(
                channel: first + index, of: channels, in: block, from: position, frames: count
            ) { samples, peak in signal?.add(samples, channel: index, peak: peak) }
        }
    }

    private mutating func closeWindow() -> Report {
        var peak: Float = 0
        var squares = 0.0
        var clips = 0
        var zeros: Bool? = true
        for index in levels.indices {
            peak = max(peak, levels[index].peak)
            squares = max(squares, levels[index].sums.squares)
            clips += levels[index].clips
            switch levels[index].zeros.fills(last: zerosFrames) {
            case false?: zeros = false
            case nil: if zeros == true { zeros = nil }
            case true?: break
            }
            offsetHistory[index][slot] = levels[index].sums.sum
            signal?.close(channel: index, sums: levels[index].sums)
            levels[index].startWindow()
        }
        signal?.close(isZeros: peak <= ExactZeros.threshold)
        clipHistory[slot] = clips
        pairHistory[slot] = pair
        pair = PairSums()
        slot = (slot + 1) % clipHistory.count
        windows = min(windows + 1, clipHistory.count)
        filled = 0
        return Report(
            frame: frames, peak: Decibels.amplitude(Double(peak)),
            rms: Decibels.power(squares / Double(windowFrames)), zeros: zeros,
            clips: clipHistory.reduce(0, +), offset: offset, image: image, signal: signal?.report)
    }

    private var offset: Double? {
        guard windows == clipHistory.count else { return nil }
        let largest = offsetHistory.map { $0.reduce(0, +).magnitude }.reduce(0) { $0 >= $1 ? $0 : $1 }
        let mean = largest / Double(windowFrames * windows)
        return mean.isFinite ? mean : nil
    }

    private var image: StereoImage? {
        guard windows == clipHistory.count, channels == 2, levels.count == 2 else { return nil }
        return pairHistory.dropFirst().reduce(pairHistory[0], +).image
    }
}

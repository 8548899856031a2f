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
    }

    /// How long nothing must be heard to be said as zeros, seconds.
    package static let zerosWindow = 0.4

    package let rate: Int
    package let channels: Int
    private let first: Int
    private let windowFrames: Int
    private let zerosFrames: Int
    private var levels: [ChannelLevel]
    private var clipHistory: [Int]
    private var clipSlot = 0
    private var filled = 0
    private var frames = 0

    /// `channel` counts from 0; one the sound does not have measures all of them.
    package init(rate: Int, channels: Int, channel: Int? = nil, window: Double = 0.05) {
        self.rate = max(rate, 1)
        self.channels = max(channels, 1)
        let chosen = channel.flatMap { (0..<max(channels, 1)).contains($0) ? $0 : nil }
        first = chosen ?? 0
        windowFrames = max(1, Int((Double(self.rate) * window).rounded()))
        zerosFrames = Int(Double(self.rate) * Self.zerosWindow)
        levels = Array(
            repeating: ChannelLevel(windowFrames: windowFrames), count: chosen == nil ? self.channels : 1)
        clipHistory = Array(repeating: 0, count: max(1, Int((1 / window).rounded())))
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
            levels[0].add(block.extracting(position..<(position + count)))
            return
        }
        for index in levels.indices {
            levels[index].add(
                channel: first + index, of: channels, in: block, from: position, frames: count)
        }
    }

    private mutating func closeWindow() -> Report {
        var peak: Float = 0
        var squares = 0.0
        var clips = 0
        var zeros: Bool? = true
        for index in levels.indices {
            peak = max(peak, levels[index].peak)
            squares = max(squares, levels[index].squares)
            clips += levels[index].clips
            switch levels[index].zeros.fills(last: zerosFrames) {
            case false?: zeros = false
            case nil: if zeros == true { zeros = nil }
            case true?: break
            }
            levels[index].startWindow()
        }
        clipHistory[clipSlot] = clips
        clipSlot = (clipSlot + 1) % clipHistory.count
        filled = 0
        return Report(
            frame: frames, peak: Decibels.amplitude(Double(peak)),
            rms: Decibels.power(squares / Double(windowFrames)), zeros: zeros,
            clips: clipHistory.reduce(0, +))
    }
}

/// Listens to the noise of one channel of a source, and to the voices on others of it, over the last two seconds.
///
/// Every 50 ms it takes the octave bands of each channel and how alike they are. Nothing is kept for longer, and what is
/// no number empties it.
package struct NoiseMeter: Sendable {
    /// Seconds of one step, and of all that count.
    package static let step = 0.05
    package static let seconds = 2.0

    package let rate: Int
    private let channels: Int
    /// The microphone's own channel first.
    private let heard: [Int]
    private let stepFrames: Int
    private let steps: Int
    private var bands: OctaveBands
    private var scratch: [[Float]]
    private var filled = 0
    private var history: [Step] = []

    /// One step: the bands of the own channel, the level of the voice's octaves on each, and the sums of likeness.
    private struct Step: Sendable {
        var bands: [Double]
        var total: Double
        var voices: [Double]
        var squares: [Double]
        var products: [Double]
    }

    /// nil where the rate is too low for a band, or a channel is not there.
    package init?(rate: Int, channels: Int, channel: Int, others: [Int] = []) {
        let heard = [channel] + others.filter { $0 != channel }
        guard let bands = OctaveBands(rate: rate), heard.allSatisfy({ (0..<channels).contains($0) }) else {
            return nil
        }
        self.rate = rate
        self.channels = channels
        self.heard = heard
        self.bands = bands
        stepFrames = Int((Double(rate) * Self.step).rounded())
        steps = Int((Self.seconds / Self.step).rounded())
        let empty = Array(repeating: Float(0), count: max(stepFrames, bands.frames))
        scratch = Array(repeating: empty, count: heard.count)
    }

    /// The other channels that are listened to, in the order of `voices(on:)`.
    package var others: ArraySlice<Int> { heard.dropFirst() }

    /// Takes in whole interleaved frames, in blocks of any length.
    /// - Returns: how many steps they completed.
    @discardableResult
    package mutating func add(_ block: Span<Float>) -> Int {
        let count = block.count / channels
        var (position, completed) = (0, 0)
        while position < count {
            let stretch = min(stepFrames - filled, count - position)
            for place in heard.indices { pick(place, block, from: position, frames: stretch) }
            position += stretch
            filled += stretch
            if filled == stepFrames {
                close()
                completed += 1
            }
        }
        return completed
    }

    private mutating func pick(_ place: Int, _ block: Span<Float>, from position: Int, frames count: Int) {
        var offset = position * channels + heard[place]
        scratch[place].withUnsafeMutableBufferPointer { target in
            block.withUnsafeBufferPointer { source in
                for frame in filled..<min(filled + count, target.count) {
                    target[frame] = source[offset]
                    offset += channels
                }
            }
        }
    }

    private mutating func close() {
        filled = 0
        var powers: [[Double]] = []
        var place = 0
        while place < heard.count {
            let (one, other) = (scratch[place], scratch[min(place + 1, heard.count - 1)])
            powers += bands.powers(one.span, other.span).prefix(heard.count - place)
            place += 2
        }
        let own = scratch[0]
        let squares = scratch.map { BlockSums($0.span.extracting(first: stepFrames)).squares }
        let products = scratch.dropFirst().map {
            SampleProduct.sum(own.span.extracting(first: stepFrames), $0.span.extracting(first: stepFrames))
        }
        let levels = powers[0].compactMap(OctaveBands.level)
        let voices = powers.compactMap { OctaveBands.level($0.dropFirst().prefix(5).reduce(0, +)) }
        guard levels.count == powers[0].count, voices.count == heard.count,
            let total = OctaveBands.level(powers[0].reduce(0, +)), squares.allSatisfy(\.isFinite)
        else { return history.removeAll(keepingCapacity: true) }
        if history.count == steps { history.removeFirst() }
        history.append(
            Step(bands: levels, total: total, voices: voices, squares: squares, products: products))
    }

    /// The noise of the own channel; nil before two seconds were heard.
    package var fingerprint: NoiseFingerprint? {
        guard history.count == steps, let newest = history.last else { return nil }
        let bands = newest.bands.indices.map { band in Self.part(0.1, of: history.map { $0.bands[band] }) }
        let totals = history.map(\.total)
        return NoiseFingerprint(
            bands: bands, spread: Self.part(0.9, of: totals) - Self.part(0.1, of: totals))
    }

    /// The level in the voice's octaves (250 Hz to 4 kHz) of each step, the oldest first, dBFS: of the own channel at
    /// place 0, of the others after it. Empty before two seconds were heard.
    package func voices(at place: Int) -> [Double] {
        guard history.count == steps, heard.indices.contains(place) else { return [] }
        return history.map { $0.voices[place] }
    }

    /// How alike the own channel and the other at a place from 1 are, over the last second.
    package func likeness(at place: Int) -> ChannelLikeness? {
        let second = history.suffix(Int((1 / Self.step).rounded()))
        guard place > 0, heard.indices.contains(place), second.count == Int((1 / Self.step).rounded()) else {
            return nil
        }
        return ChannelLikeness(
            squares: second.reduce(0) { $0 + $1.squares[0] }, second.reduce(0) { $0 + $1.squares[place] },
            product: second.reduce(0) { $0 + $1.products[place - 1] }, count: second.count * stepFrames)
    }

    /// The value below which a part of all values lies; of none, the floor.
    static func part(_ part: Double, of values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return OctaveBands.floor }
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
    }
}

import Synchronization

/// The newest seconds of a microphone's sound, for evidence. It exists only where the profile allows recording.
final class SoundShelf: Sendable {
    /// Enough to hear what went wrong: two megabytes of stereo at 48 kHz.
    static let seconds = 10.0

    private struct Ring: Sendable {
        var rate = 0
        var channels = 0
        var samples: [Int16] = []
        /// Where the next sample goes once the ring is full.
        var head = 0
    }

    private let ring = Mutex(Ring())

    /// Takes in interleaved frames.
    /// - Parameter channel: the only one that is kept; without one, all are.
    func add(_ block: Span<Float>, rate: Int, channels: Int, channel: Int?) {
        ring.withLock { ring in
            let kept = channel == nil ? channels : 1
            if ring.rate != rate || ring.channels != kept {
                ring = Ring(rate: rate, channels: kept)
                ring.samples.reserveCapacity(Int(Double(rate) * Self.seconds) * kept)
            }
            let capacity = Int(Double(rate) * Self.seconds) * kept
            for index in stride(from: channel ?? 0, to: block.count, by: channel == nil ? 1 : channels) {
                let sample = Int16(clamping: Int((block[index] * 32767).rounded(orZero: 0)))
                if ring.samples.count < capacity {
                    ring.samples.append(sample)
                } else {
                    ring.samples[ring.head] = sample
                    ring.head = (ring.head + 1) % capacity
                }
            }
        }
    }

    /// A WAV file of what is kept, oldest first; `nil` while nothing was heard.
    var wave: [UInt8]? {
        let ring = ring.withLock { $0 }
        guard !ring.samples.isEmpty else { return nil }
        let samples = ring.samples[ring.head...] + ring.samples[..<ring.head]
        let bytes = UInt32(samples.count * 2)
        var file: [UInt8] = []
        func put(_ text: String) { file += Array(text.utf8) }
        func put(_ number: UInt32, bytes: Int) {
            for byte in 0..<bytes { file.append(UInt8(truncatingIfNeeded: number >> UInt32(8 * byte))) }
        }
        // RIFF, one format chunk (PCM, 16 bits) and one of data, all little-endian.
        put("RIFF")
        put(36 + bytes, bytes: 4)
        put("WAVEfmt ")
        put(16, bytes: 4)
        put(1, bytes: 2)
        put(UInt32(ring.channels), bytes: 2)
        put(UInt32(ring.rate), bytes: 4)
        put(UInt32(ring.rate * ring.channels * 2), bytes: 4)
        put(UInt32(ring.channels * 2), bytes: 2)
        put(16, bytes: 2)
        put("data")
        put(bytes, bytes: 4)
        for sample in samples { put(UInt32(UInt16(bitPattern: sample)), bytes: 2) }
        return file
    }
}

extension Float {
    /// A broken driver's NaN and infinities are silence.
    fileprivate func rounded(orZero zero: Float) -> Float {
        isFinite ? min(max(rounded(), -32768), 32767) : zero
    }
}
